// SPDX-License-Identifier: MIT
// out[c] = requantize(sum over all pixels of (in[p, c] - zero point)); the multiplier holds the division by the number of pixels.
// TensorFlow Lite reference/reduce.h, QuantizedMeanOrSum. Not AveragePool2D, which divides exactly and keeps the scale.
namespace Embedded.Inference.Kernels;

/// <summary>Mean over height and width, rescaled.</summary>
public static class Mean
{
    /// <summary>Runs the operator; input and output do not overlap.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        int channels = input.Channels;
        int zeroPoints = input.ZeroPoint * input.Height * input.Width;
        for (int channel = 0; channel < channels; channel++)
        {
            int sum = -zeroPoints; // wraps from 2^23 pixels on, as the reference does
            for (int at = input.Offset + channel; at < input.End; at += channels)
            {
                sum += arena[at];
            }

            arena[op.Output.Offset + channel] = FixedPoint.Requantize(
                sum, op.Parameters[0], op.Parameters[1], op.Output.ZeroPoint, op.ActivationMin, op.ActivationMax);
        }
    }
}
