// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>Which channels a weight belongs to: filters are [outC, .., inC], depthwise filters [filterH, filterW, outC].</summary>
internal static class WeightOrder
{
    /// <summary>The output channel of the weight at <paramref name="index"/>.</summary>
    public static int OutChannel(FloatOperator op, int index) =>
        op.Kind == OperatorKind.DepthwiseConv2D ? index % op.Bias.Length : index / (op.Weights.Length / op.Bias.Length);

    /// <summary>The input channel of the weight at <paramref name="index"/>, of <paramref name="inChannels"/>.</summary>
    public static int InChannel(FloatOperator op, int index, int inChannels) =>
        op.Kind == OperatorKind.DepthwiseConv2D ? index % op.Bias.Length / op.DepthMultiplier : index % inChannels;

    /// <summary>Where the weight number <paramref name="tap"/> of an output channel lies.</summary>
    public static int At(FloatOperator op, int outChannel, int tap) =>
        op.Kind == OperatorKind.DepthwiseConv2D ? tap * op.Bias.Length + outChannel : outChannel * (op.Weights.Length / op.Bias.Length) + tap;
}
