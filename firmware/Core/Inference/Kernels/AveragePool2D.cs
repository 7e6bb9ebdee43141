// SPDX-License-Identifier: MIT
// out[y, x, c] = mean over the window's values inside the input, ties away from zero; scale and zero point do not change.
// TensorFlow Lite reference/integer_ops/pooling.h.
namespace Embedded.Inference.Kernels;

/// <summary>Mean over a window.</summary>
public static class AveragePool2D
{
    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        int channels = input.Channels;
        for (int step = 0; step < output.Height; step++)
        {
            int outY = op.RowAt(step);
            int at = output.Offset + outY * output.Width * channels;
            int top = outY * op.StrideY - op.PadTop;
            int firstY = top < 0 ? 0 : top;
            int endY = top + op.FilterHeight < input.Height ? top + op.FilterHeight : input.Height;
            for (int outX = 0; outX < output.Width; outX++)
            {
                int left = outX * op.StrideX - op.PadLeft;
                int firstX = left < 0 ? 0 : left;
                int endX = left + op.FilterWidth < input.Width ? left + op.FilterWidth : input.Width;
                int count = (endY - firstY) * (endX - firstX);
                for (int channel = 0; channel < channels; channel++)
                {
                    int sum = 0;
                    for (int y = firstY; y < endY; y++)
                    {
                        for (int x = firstX; x < endX; x++)
                        {
                            sum += arena[input.Offset + (y * input.Width + x) * channels + channel];
                        }
                    }

                    int mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
                    arena[at++] = (sbyte)(mean < op.ActivationMin ? op.ActivationMin : mean > op.ActivationMax ? op.ActivationMax : mean);
                }
            }
        }
    }
}
