// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference.Kernels;

/// <summary>Brings what a filter sees of three output pixels into one row of numbers; padding is the zero point.</summary>
internal static class LanePacking
{
    /// <summary>Once an operator, before its batches.</summary>
    public static void Start(Operator op, LaneScratch scratch)
    {
        if (op.Kind == OperatorKind.Conv2D && !op.IsPointwise)
        {
            Fill(scratch.ZeroRow, op.FilterWidth * op.Input.Channels, op.Input.ZeroPoint);
        }
    }

    /// <summary>Writes a value to the first places of an array; copying is native, a loop is not.</summary>
    public static void Fill(sbyte[] array, int count, int value)
    {
        array[0] = (sbyte)value;
        for (int filled = 1; filled < count; filled += filled)
        {
            Array.Copy(array, 0, array, filled, count - filled < filled ? count - filled : filled);
        }
    }

    /// <summary>Packs groups of pixels from <paramref name="first"/> on. Places behind the last pixel repeat it; their sums are not used.</summary>
    public static void Run(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena, int first, int pixels, int groups)
    {
        bool isWindow = op.Kind == OperatorKind.Conv2D && !op.IsPointwise;
        int taps = lanes.Taps;
        int padded = lanes.PaddedTaps;
        int at = 0;
        for (int group = 0; group < groups; group++)
        {
            int pixel1 = first + 1 < pixels ? first + 1 : first;
            int pixel2 = first + 2 < pixels ? first + 2 : pixel1;
            if (isWindow)
            {
                CopyWindow(op, scratch, arena, first, 0);
                CopyWindow(op, scratch, arena, pixel1, padded);
                CopyWindow(op, scratch, arena, pixel2, 2 * padded);
                Pack(scratch.Patches, 0, padded, 2 * padded, scratch.Values, at, taps);
            }
            else
            {
                int input = op.Input.Offset;
                Pack(arena, input + first * taps, input + pixel1 * taps, input + pixel2 * taps, scratch.Values, at, taps);
            }

            for (int pad = at + taps; pad < at + padded; pad++)
            {
                scratch.Values[pad] = 0;
            }

            at += padded;
            first += 3;
        }
    }

    private static void Pack(sbyte[] source, int value0, int value1, int value2, long[] values, int at, int count)
    {
        for (int end = at + count; at < end; at++)
        {
            values[at] = source[value0] + ((long)source[value1] << LaneDot.Bits) + ((long)source[value2] << (2 * LaneDot.Bits));
            value0++;
            value1++;
            value2++;
        }
    }

    /// <summary>Copies the window of an output pixel into the patches, filter row by filter row.</summary>
    private static void CopyWindow(Operator op, LaneScratch scratch, sbyte[] arena, int pixel, int at)
    {
        Tensor input = op.Input;
        int outY = pixel / op.Output.Width;
        int left = (pixel - outY * op.Output.Width) * op.StrideX - op.PadLeft;
        int top = outY * op.StrideY - op.PadTop;
        int firstX = left < 0 ? -left : 0; // filter columns [firstX, endX) lie inside the input
        int endX = left + op.FilterWidth > input.Width ? input.Width - left : op.FilterWidth;
        int channels = input.Channels;
        int rowLength = op.FilterWidth * channels;
        for (int y = top; y < top + op.FilterHeight; y++)
        {
            bool isInside = y >= 0 && y < input.Height;
            if (!isInside || endX - firstX < op.FilterWidth)
            {
                Array.Copy(scratch.ZeroRow, 0, scratch.Patches, at, rowLength);
            }

            if (isInside)
            {
                Array.Copy(arena, input.Offset + (y * input.Width + left + firstX) * channels, scratch.Patches, at + firstX * channels, (endX - firstX) * channels);
            }

            at += rowLength;
        }
    }
}
