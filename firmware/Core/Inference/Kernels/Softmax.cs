// SPDX-License-Identifier: MIT
// out[i] = round(256 e^(in[i] - max) / sum over j of e^(in[j] - max)) - 128 in gemmlowp fixed point.
// TensorFlow Lite reference/softmax.h: differences in Q5.26, exponentials in Q0.31, their sum in Q12.19.
namespace Embedded.Inference.Kernels;

/// <summary>Probabilities over the channels of each pixel, scale 1/256, zero point -128.</summary>
public static class Softmax
{
    private const int SumFractionBits = 12; // an exponential loses this many bits before it is added

    /// <summary>Runs the operator; input and output do not overlap.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        int channels = op.Input.Channels;
        for (int row = 0; row < op.Input.Count; row += channels)
        {
            RunRow(op, arena, op.Input.Offset + row, op.Output.Offset + row, channels);
        }
    }

    private static void RunRow(Operator op, sbyte[] arena, int input, int output, int channels)
    {
        int multiplier = op.Parameters[0];
        int shift = op.Parameters[1];
        int smallest = op.Parameters[2];
        int largest = -128;
        for (int channel = 0; channel < channels; channel++)
        {
            if (arena[input + channel] > largest)
            {
                largest = arena[input + channel];
            }
        }

        int sum = 0; // saturates: beyond 4096 times the largest exponential every probability rounds to 0
        for (int channel = 0; channel < channels; channel++)
        {
            int difference = arena[input + channel] - largest;
            if (difference >= smallest)
            {
                int exponential = FixedPoint.RoundingShiftRight(SoftmaxMath.Exp(FixedPoint.DoublingHighMultiply(difference << shift, multiplier)), SumFractionBits);
                sum = sum > int.MaxValue - exponential ? int.MaxValue : sum + exponential;
            }
        }

        int headroom = SoftmaxMath.LeadingZeros(sum);
        int reciprocal = SoftmaxMath.OneOverOnePlus((int)(((uint)sum << headroom) - (1u << 31)));
        int exponent = SumFractionBits - headroom + 31 - 8; // beyond 31 every probability rounds to 0
        for (int channel = 0; channel < channels; channel++)
        {
            int difference = arena[input + channel] - largest;
            int value = -128;
            if (difference >= smallest && exponent <= 31)
            {
                int exponential = SoftmaxMath.Exp(FixedPoint.DoublingHighMultiply(difference << shift, multiplier));
                value = FixedPoint.RoundingShiftRight(FixedPoint.DoublingHighMultiply(reciprocal, exponential), exponent) - 128;
                value = value > 127 ? 127 : value < -128 ? -128 : value;
            }

            arena[output + channel] = (sbyte)value;
        }
    }
}
