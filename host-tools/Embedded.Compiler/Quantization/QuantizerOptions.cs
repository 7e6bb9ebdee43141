// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Compiler.Quantization;

/// <summary>How a float network becomes an int8 one.</summary>
public sealed record QuantizerOptions
{
    /// <summary>"auto", or the name of one observer for all activations: "min-max", "percentile", "mse".</summary>
    public string Observer { get; init; } = "auto";

    /// <summary>How frames are resized on the device; must be what training used.</summary>
    public ResizeMethod Resize { get; init; } = ResizeMethod.Area;

    /// <summary>Settings that go into the model file.</summary>
    public DecisionSettings Decision { get; init; } = new();

    /// <summary>Notes that go into the model file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Notes { get; init; } = [];
}
