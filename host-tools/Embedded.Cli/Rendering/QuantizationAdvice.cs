// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rendering;

/// <summary>What can still be tried when a layer costs much.</summary>
internal enum QuantizationAdvice
{
    /// <summary>The search for methods, and training.</summary>
    SearchOrTraining,

    /// <summary>The methods were searched: training is left.</summary>
    Training,

    /// <summary>The network was trained with quantization in the loop.</summary>
    None,
}
