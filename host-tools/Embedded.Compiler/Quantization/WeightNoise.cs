// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>What int8 did to an operator's weights.</summary>
internal static class WeightNoise
{
    /// <summary>The operator with the weights and biases that the integer engine computes with; itself where there are none.</summary>
    /// <param name="op">The float operator.</param>
    /// <param name="quantized">Its int8 twin.</param>
    /// <param name="inScale">Scale of its input, which the bias is in.</param>
    public static FloatOperator Rounded(FloatOperator op, QuantizedOperator quantized, float inScale)
    {
        if (op.Weights.Length == 0)
        {
            return op;
        }

        var weights = new float[op.Weights.Length];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = quantized.WeightScale(ChannelOf(op, index)) * quantized.Weights[index];
        }

        return op with
        {
            Weights = weights,
            Bias = [.. quantized.Bias.Select((bias, channel) => (float)((double)inScale * quantized.WeightScale(channel) * bias))],
        };
    }

    /// <summary>The output channel whose weights lost most, and their signal-to-noise ratio; -1 and not a number without weights.</summary>
    public static (int Channel, double Decibels) Worst(FloatOperator op, FloatOperator rounded)
    {
        var signal = new double[op.Bias.Length];
        var noise = new double[op.Bias.Length];
        for (int index = 0; index < op.Weights.Length; index++)
        {
            int channel = ChannelOf(op, index);
            signal[channel] += (double)op.Weights[index] * op.Weights[index];
            noise[channel] += Math.Pow((double)op.Weights[index] - rounded.Weights[index], 2);
        }

        int worst = Enumerable.Range(0, signal.Length).Where(channel => signal[channel] > 0).DefaultIfEmpty(-1).MinBy(channel => channel < 0 ? 0 : Decibels(signal[channel], noise[channel]));
        return (worst, worst < 0 ? double.NaN : Decibels(signal[worst], noise[worst]));
    }

    /// <summary>A ratio of powers in decibels, limited to 200 where there is no noise at all.</summary>
    public static double Decibels(double signal, double noise) => noise <= 0 ? 200 : Math.Min(200, 10 * Math.Log10(Math.Max(signal, 1e-30) / noise));

    private static int ChannelOf(FloatOperator op, int index) =>
        op.Kind == OperatorKind.DepthwiseConv2D ? index % op.Bias.Length : index / (op.Weights.Length / op.Bias.Length);
}
