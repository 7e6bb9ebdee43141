// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Graph;

/// <summary>The clamp fused into an operator; the numbers are TensorFlow Lite's ActivationFunctionType.</summary>
public enum Activation
{
    /// <summary>No clamp beyond the number range.</summary>
    None = 0,

    /// <summary>max(0, x).</summary>
    Relu = 1,

    /// <summary>min(6, max(0, x)).</summary>
    Relu6 = 3,
}
