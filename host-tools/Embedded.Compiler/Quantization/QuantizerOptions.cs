// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Compiler.Quantization;

/// <summary>How a float network becomes an int8 one.</summary>
public sealed record QuantizerOptions
{
    /// <summary>"auto" for the best of each tensor, or the name of one observer for all activations: "min-max", "percentile", "mse", "kl".</summary>
    public string Observer { get; init; } = "auto";

    /// <summary>What is done beside choosing ranges.</summary>
    public QuantizationMethods Methods { get; init; }

    /// <summary>True if all output channels of a layer share one weight scale; else each has its own.</summary>
    public bool IsPerTensor { get; init; }

    /// <summary>How frames are resized on the device; must be what training used.</summary>
    public ResizeMethod Resize { get; init; } = ResizeMethod.Area;

    /// <summary>Settings that go into the model file.</summary>
    public DecisionSettings Decision { get; init; } = new();

    /// <summary>Notes that go into the model file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Notes { get; init; } = [];
}
