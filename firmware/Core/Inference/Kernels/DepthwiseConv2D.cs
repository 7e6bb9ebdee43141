// SPDX-License-Identifier: MIT
// out[y, x, c] = requantize(bias[c] + sum over (fy, fx) of weight[fy, fx, c] (in[y s + fy - pad, x s + fx - pad, c / m] - zero point))
// with m output channels per input channel. TensorFlow Lite reference/integer_ops/depthwise_conv.h.
// With in-place mode 1, the rows under the filter are read from a ring of FilterHeight rows in scratch: input row y lies in slot
// y mod FilterHeight, copied before the output reaches it.
using System;

namespace Embedded.Inference.Kernels;

/// <summary>One filter per channel.</summary>
public static class DepthwiseConv2D
{
    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        bool isInPlace = op.InPlaceMode == EmbFormat.InPlaceRows;
        int inRow = input.Width * input.Channels;
        int copied = 0; // input rows already in scratch
        for (int step = 0; step < output.Height; step++)
        {
            int outY = op.RowAt(step);
            int top = outY * op.StrideY - op.PadTop;
            int bottom = top + op.FilterHeight < input.Height ? top + op.FilterHeight : input.Height;
            if (isInPlace)
            {
                for (; copied < bottom; copied++)
                {
                    Array.Copy(arena, input.Offset + copied * inRow, arena, op.ScratchOffset + copied % op.FilterHeight * inRow, inRow);
                }
            }

            RunRow(op, arena, outY, top, bottom, isInPlace);
        }
    }

    private static void RunRow(Operator op, sbyte[] arena, int outY, int top, int bottom, bool isInPlace)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        int inChannels = input.Channels;
        int inRow = input.Width * inChannels;
        int outChannels = output.Channels;
        int inZeroPoint = input.ZeroPoint;
        int depthMultiplier = op.DepthMultiplier;
        int firstY = top < 0 ? 0 : top;
        int at = output.Offset + outY * output.Width * outChannels;
        for (int outX = 0; outX < output.Width; outX++)
        {
            int left = outX * op.StrideX - op.PadLeft;
            int firstX = left < 0 ? 0 : left;
            int endX = left + op.FilterWidth < input.Width ? left + op.FilterWidth : input.Width;
            for (int outC = 0; outC < outChannels; outC++)
            {
                int sum = op.Bias[outC];
                int inC = depthMultiplier == 1 ? outC : outC / depthMultiplier;
                for (int y = firstY; y < bottom; y++)
                {
                    int row = isInPlace ? op.ScratchOffset + y % op.FilterHeight * inRow : input.Offset + y * inRow;
                    int weight = ((y - top) * op.FilterWidth + firstX - left) * outChannels + outC;
                    int value = row + firstX * inChannels + inC;
                    for (int x = firstX; x < endX; x++)
                    {
                        sum += op.Weights[weight] * (arena[value] - inZeroPoint);
                        weight += outChannels;
                        value += inChannels;
                    }
                }

                arena[at++] = FixedPoint.Requantize(sum, op.Multiplier[outC], op.Shift[outC], output.ZeroPoint, op.ActivationMin, op.ActivationMax);
            }
        }
    }
}
