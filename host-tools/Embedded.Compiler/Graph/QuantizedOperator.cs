// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Graph;

/// <summary>One operator of a <see cref="QuantizedGraph"/>: int8 weights, int32 bias, one weight scale per output channel or one for all.</summary>
public sealed record QuantizedOperator
{
    /// <summary>What it computes.</summary>
    public required OperatorKind Kind { get; init; }

    /// <summary>A name for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Indices into <see cref="QuantizedGraph.Tensors"/>.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Index into <see cref="QuantizedGraph.Tensors"/>.</summary>
    public required int Output { get; init; }

    /// <summary>Filter or pool window.</summary>
    public Window Window { get; init; } = Window.Point;

    /// <summary>Output channels per input channel of a depthwise convolution.</summary>
    public int DepthMultiplier { get; init; } = 1;

    /// <summary>Conv2D [outC, filterH, filterW, inC], DepthwiseConv2D [filterH, filterW, outC], FullyConnected [outC, in]; symmetric, -127 to 127.</summary>
    public sbyte[] Weights { get; init; } = [];

    /// <summary>[outC], scale inScale weightScale[c], zero point 0.</summary>
    public int[] Bias { get; init; } = [];

    /// <summary>[outC], real units a weight step; [1] if all channels share it (per tensor).</summary>
    public float[] WeightScales { get; init; } = [];

    /// <summary>Real units a weight step of one output channel.</summary>
    public float WeightScale(int channel) => WeightScales[WeightScales.Length == 1 ? 0 : channel];

    /// <summary>The fused clamp.</summary>
    public Activation Activation { get; init; }

    /// <summary>First operator of the original network that this one stands for.</summary>
    public int SourceIndex { get; init; }

    /// <summary>How many consecutive operators of the original network it stands for.</summary>
    public int SourceCount { get; init; } = 1;
}
