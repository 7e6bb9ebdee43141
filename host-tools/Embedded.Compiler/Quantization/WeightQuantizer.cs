// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Compiler.Quantization;

/// <summary>Weights symmetric, [-127, 127], with a scale an output channel or one for all; bias int32 with the accumulator's scale.</summary>
internal static class WeightQuantizer
{
    private const float SmallestScale = 1e-10f; // a channel without weights still needs a scale
    private const double LargestBias = 1 << 30; // leaves as much again for the sum

    public static QuantizedOperator Quantize(FloatOperator op, QuantizedOperator target, float inScale, WeightGrid grid)
    {
        int channels = op.Bias.Length;
        var scales = new float[grid.IsPerTensor ? 1 : channels];
        for (int index = 0; index < scales.Length; index++)
        {
            float[] weights = grid.IsPerTensor ? op.Weights : OfChannel(op, index);
            double forBias = (grid.IsPerTensor ? op.Bias.Max(Math.Abs) : Math.Abs(op.Bias[index])) / (inScale * LargestBias);
            double chosen = grid.HasLeastSquareError ? LeastSquareScale.Of(weights) : LeastSquareScale.Covering(weights);
            scales[index] = (float)Math.Max(Math.Max(chosen, SmallestScale), forBias);
        }

        QuantizedOperator scaled = target with { WeightScales = scales };
        return scaled with
        {
            Weights = [.. op.Weights.Select((weight, index) => Round(weight / scaled.WeightScale(WeightOrder.OutChannel(op, index))))],
            Bias = [.. op.Bias.Select((bias, channel) => RoundBias(bias, inScale, scaled.WeightScale(channel)))],
        };
    }

    /// <summary>A bias in steps of the accumulator.</summary>
    public static int RoundBias(double bias, float inScale, float weightScale) =>
        (int)Math.Clamp(Math.Round(bias / ((double)inScale * weightScale), MidpointRounding.AwayFromZero), -2 * LargestBias, 2 * LargestBias - 1);

    private static sbyte Round(float steps) => (sbyte)Math.Clamp(Math.Round((double)steps, MidpointRounding.AwayFromZero), -127, 127);

    private static float[] OfChannel(FloatOperator op, int channel) =>
        [.. Enumerable.Range(0, op.Weights.Length / op.Bias.Length).Select(tap => op.Weights[WeightOrder.At(op, channel, tap)])];
}
