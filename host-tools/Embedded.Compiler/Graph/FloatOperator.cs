// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Graph;

/// <summary>One operator of a <see cref="FloatGraph"/>, batch norm already folded.</summary>
public sealed record FloatOperator
{
    /// <summary>What it computes.</summary>
    public required OperatorKind Kind { get; init; }

    /// <summary>A name for reports, such as "block3/pointwise".</summary>
    public required string Name { get; init; }

    /// <summary>Indices into <see cref="FloatGraph.Tensors"/>.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Index into <see cref="FloatGraph.Tensors"/>.</summary>
    public required int Output { get; init; }

    /// <summary>Filter or pool window; <see cref="Graph.Window.Point"/> where there is none.</summary>
    public Window Window { get; init; } = Window.Point;

    /// <summary>Output channels per input channel of a depthwise convolution.</summary>
    public int DepthMultiplier { get; init; } = 1;

    /// <summary>
    /// Conv2D [outC, filterH, filterW, inC], DepthwiseConv2D [filterH, filterW, outC], FullyConnected [outC, in]; else empty.
    /// </summary>
    public float[] Weights { get; init; } = [];

    /// <summary>[outC], empty where <see cref="Weights"/> is.</summary>
    public float[] Bias { get; init; } = [];

    /// <summary>The fused clamp.</summary>
    public Activation Activation { get; init; }
}
