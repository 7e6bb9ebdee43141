// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Weights per output channel, symmetric, [-127, 127]; bias int32 with the accumulator's scale.</summary>
internal static class WeightQuantizer
{
    private const float SmallestScale = 1e-10f; // a channel without weights still needs a scale
    private const double LargestBias = 1 << 30; // leaves as much again for the sum

    public static QuantizedOperator Quantize(FloatOperator op, QuantizedOperator target, float inScale)
    {
        int channels = op.Bias.Length;
        int perChannel = op.Weights.Length / channels;
        bool channelLast = op.Kind == OperatorKind.DepthwiseConv2D;
        var scales = new float[channels];
        var weights = new sbyte[op.Weights.Length];
        var bias = new int[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            float largest = 0;
            for (int index = 0; index < perChannel; index++)
            {
                largest = Math.Max(largest, Math.Abs(op.Weights[At(index, channel)]));
            }

            double forBias = Math.Abs(op.Bias[channel]) / (inScale * LargestBias);
            scales[channel] = (float)Math.Max(Math.Max(largest / 127, SmallestScale), forBias);
            for (int index = 0; index < perChannel; index++)
            {
                weights[At(index, channel)] = (sbyte)Math.Clamp(Math.Round(op.Weights[At(index, channel)] / scales[channel], MidpointRounding.AwayFromZero), -127, 127);
            }

            bias[channel] = (int)Math.Round(op.Bias[channel] / ((double)inScale * scales[channel]), MidpointRounding.AwayFromZero);
        }

        return target with { Weights = weights, WeightScales = scales, Bias = bias };

        int At(int index, int channel) => channelLast ? index * channels + channel : channel * perChannel + index;
    }
}
