// SPDX-License-Identifier: MIT
// out[y, x, o] = requantize(bias[o] + sum over (fy, fx, i) of weight[o, fy, fx, i] (in[y s + fy - pad, x s + fx - pad, i] - zero point))
// over the taps inside the input: padding contributes real 0. NHWC activations, OHWI weights.
// TensorFlow Lite reference/integer_ops/conv.h.
namespace Embedded.Inference.Kernels;

/// <summary>Convolution with any filter, stride and padding.</summary>
public static class Conv2D
{
    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        int inChannels = input.Channels;
        int inZeroPoint = input.ZeroPoint;
        int rowLength = op.FilterWidth * inChannels; // weights of one filter row
        for (int step = 0; step < output.Height; step++)
        {
            int outY = op.RowAt(step);
            int at = output.Offset + outY * output.Width * output.Channels;
            int top = outY * op.StrideY - op.PadTop;
            for (int outX = 0; outX < output.Width; outX++)
            {
                int left = outX * op.StrideX - op.PadLeft;
                int firstX = left < 0 ? -left : 0; // filter columns [firstX, endX) lie inside the input
                int endX = left + op.FilterWidth > input.Width ? input.Width - left : op.FilterWidth;
                int taps = (endX - firstX) * inChannels;
                int filter = firstX * inChannels;
                for (int outC = 0; outC < output.Channels; outC++)
                {
                    int sum = op.Bias[outC];
                    for (int filterY = 0; filterY < op.FilterHeight; filterY++)
                    {
                        int y = top + filterY;
                        if (y >= 0 && y < input.Height)
                        {
                            sum += Dot(arena, input.Offset + (y * input.Width + left + firstX) * inChannels, inZeroPoint, op.Weights, filter, taps);
                        }

                        filter += rowLength;
                    }

                    arena[at++] = FixedPoint.Requantize(sum, op.Multiplier[outC], op.Shift[outC], output.ZeroPoint, op.ActivationMin, op.ActivationMax);
                }
            }
        }
    }

    /// <summary>Sum of weight * (value - zero point) over <paramref name="count"/> neighbours: where the multiply-accumulates are.</summary>
    internal static int Dot(sbyte[] values, int value, int zeroPoint, sbyte[] weights, int weight, int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += weights[weight + index] * (values[value + index] - zeroPoint);
        }

        return sum;
    }
}
