// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>The options of all operators in one record; each kind has its share of them, with the schema's defaults.</summary>
public sealed record TfLiteOptions
{
    /// <summary>Windows: TensorFlow's padding.</summary>
    public bool IsSamePadding { get; init; } = true;

    /// <summary>Windows: columns between two.</summary>
    public int StrideX { get; init; }

    /// <summary>Windows: rows between two.</summary>
    public int StrideY { get; init; }

    /// <summary>Convolutions: 1 for dense filters.</summary>
    public int DilationX { get; init; } = 1;

    /// <summary>Convolutions: 1 for dense filters.</summary>
    public int DilationY { get; init; } = 1;

    /// <summary>Pools: columns of the window.</summary>
    public int FilterWidth { get; init; }

    /// <summary>Pools: rows of the window.</summary>
    public int FilterHeight { get; init; }

    /// <summary>Depthwise convolutions: output channels per input channel; 0 leaves it to the shapes.</summary>
    public int DepthMultiplier { get; init; }

    /// <summary>The fused clamp, ActivationFunctionType in the schema.</summary>
    public int Activation { get; init; }

    /// <summary>FULLY_CONNECTED: 0 for [out, in].</summary>
    public int WeightsFormat { get; init; }

    /// <summary>MEAN and FULLY_CONNECTED: sides of length 1 are kept.</summary>
    public bool KeepsDimensions { get; init; }

    /// <summary>SOFTMAX: factor in the exponent.</summary>
    public float Beta { get; init; }

    /// <summary>RESHAPE: the new sides. SQUEEZE: the axes to drop, none for all of length 1.</summary>
    public IReadOnlyList<int> NewShape { get; init; } = [];
}
