// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>One step of a network: where it reads and writes, its window, and its constants.</summary>
public sealed class Operator
{
    /// <summary>What it computes.</summary>
    public OperatorKind Kind { get; internal set; }

    /// <summary>The tensor it reads.</summary>
    public Tensor Input { get; internal set; }

    /// <summary>The second tensor it reads, null for operators with one input.</summary>
    public Tensor Input2 { get; internal set; }

    /// <summary>The tensor it writes.</summary>
    public Tensor Output { get; internal set; }

    /// <summary>Index of the first operator of the original network that this one stands for.</summary>
    public int SourceIndex { get; internal set; }

    /// <summary>How many consecutive operators of the original network this one stands for.</summary>
    public int SourceCount { get; internal set; }

    /// <summary>0 none, 1 ReLU, 3 ReLU6: informative, the clamp is <see cref="ActivationMin"/> and <see cref="ActivationMax"/>.</summary>
    public int Activation { get; internal set; }

    /// <summary>Rows of the filter or pool.</summary>
    public int FilterHeight { get; internal set; }

    /// <summary>Columns of the filter or pool.</summary>
    public int FilterWidth { get; internal set; }

    /// <summary>Rows between two windows.</summary>
    public int StrideY { get; internal set; }

    /// <summary>Columns between two windows.</summary>
    public int StrideX { get; internal set; }

    /// <summary>Rows of real zeros above the input.</summary>
    public int PadTop { get; internal set; }

    /// <summary>Columns of real zeros left of the input.</summary>
    public int PadLeft { get; internal set; }

    /// <summary>Rows of real zeros below the input.</summary>
    public int PadBottom { get; internal set; }

    /// <summary>Columns of real zeros right of the input.</summary>
    public int PadRight { get; internal set; }

    /// <summary>Depthwise convolution: output channels per input channel.</summary>
    public int DepthMultiplier { get; internal set; }

    /// <summary>Smallest output value, int8.</summary>
    public int ActivationMin { get; internal set; }

    /// <summary>Largest output value, int8.</summary>
    public int ActivationMax { get; internal set; }

    /// <summary>How <see cref="Weights"/> are ordered; see <see cref="EmbFormat"/>.</summary>
    public int WeightLayout { get; internal set; }

    /// <summary>How the output may overlap the input; see <see cref="EmbFormat"/>.</summary>
    public int InPlaceMode { get; internal set; }

    /// <summary>Index of the scratch area in the arena.</summary>
    public int ScratchOffset { get; internal set; }

    /// <summary>Bytes of scratch.</summary>
    public int ScratchBytes { get; internal set; }

    /// <summary>Conv2D [outC, filterH, filterW, inC], DepthwiseConv2D [filterH, filterW, outC], FullyConnected [outC, in]; null without weights.</summary>
    public sbyte[] Weights { get; internal set; }

    /// <summary>[outC], scale inScale weightScale[c]; null without weights.</summary>
    public int[] Bias { get; internal set; }

    /// <summary>[outC], Q0.31 in [2^30, 2^31) or 0; null without weights.</summary>
    public int[] Multiplier { get; internal set; }

    /// <summary>[outC], power of two, positive = left; null without weights.</summary>
    public sbyte[] Shift { get; internal set; }

    /// <summary>
    /// [6] numbers of operators without weights: Softmax {multiplier, left shift, smallest difference}, Add {multiplier, shift of
    /// the first input, of the second input, of the output}, Mean {multiplier, shift}.
    /// </summary>
    public int[] Parameters { get; internal set; }

    /// <summary>The output row to compute as number <paramref name="step"/>: first to last, or last to first if the mode says so.</summary>
    public int RowAt(int step) => InPlaceMode == EmbFormat.InPlaceBackward ? Output.Height - 1 - step : step;

    /// <summary>True for a convolution that looks at one pixel at a time.</summary>
    public bool IsPointwise => Kind == OperatorKind.Conv2D && FilterHeight == 1 && FilterWidth == 1 && StrideY == 1 && StrideX == 1
        && PadTop == 0 && PadLeft == 0 && PadBottom == 0 && PadRight == 0;
}
