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

    /// <summary>Packs groups of pixels from <paramref name="first"/> on. Places behind the last pixel hold something; their sums are not used.</summary>
    public static void Run(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena, int first, int pixels, int groups)
    {
        bool isWindow = op.Kind == OperatorKind.Conv2D && !op.IsPointwise;
        int taps = lanes.Taps;
        int padded = lanes.PaddedTaps;
        int input = op.Input.Offset;
        long[] values = scratch.Values;
        sbyte[] patches = scratch.Patches;
        int at = 0;
        for (int group = 0; group < groups; group++)
        {
            int pixel1 = first + 1 < pixels ? first + 1 : first;
            int pixel2 = first + 2 < pixels ? first + 2 : pixel1;
            if (isWindow)
            {
                CopyWindows(op, scratch.ZeroRow, arena, patches, padded, first, pixels);
                Pack(patches, 0, padded, 2 * padded, values, at, taps);
            }
            else
            {
                Pack(arena, input + first * taps, input + pixel1 * taps, input + pixel2 * taps, values, at, taps);
            }

            for (int pad = at + taps; pad < at + padded; pad++)
            {
                values[pad] = 0;
            }

            at += padded;
            first += 3;
        }
    }

    private static void Pack(sbyte[] source, int value0, int value1, int value2, long[] values, int at, int count)
    {
        int end = value0 + count;
        int to1 = value1 - value0;
        int to2 = value2 - value0;
        for (at -= value0; value0 < end; value0++)
        {
            values[value0 + at] = source[value0] + ((long)source[value0 + to1] << LaneDot.Bits) + ((long)source[value0 + to2] << (2 * LaneDot.Bits));
        }
    }

    /// <summary>Copies the windows of three output pixels into the patches, filter row by filter row.</summary>
    private static void CopyWindows(Operator op, sbyte[] zeros, sbyte[] arena, sbyte[] patches, int patch, int pixel, int pixels)
    {
        Tensor input = op.Input;
        int outWidth = op.Output.Width;
        int height = input.Height;
        int channels = input.Channels;
        int inRow = input.Width * channels;
        int offset = input.Offset;
        int filterHeight = op.FilterHeight;
        int rowLength = op.FilterWidth * channels;
        int outY = pixel / outWidth;
        int outX = pixel - outY * outWidth;
        int top = outY * op.StrideY - op.PadTop;
        int step = op.StrideX * channels;
        int left = outX * step - op.PadLeft * channels; // value in the row, as all of these
        for (int start = 0; start < 3 * patch; start += patch)
        {
            int before = left < 0 ? -left : 0; // values of a filter row in front of the input's row
            int count = (left + rowLength > inRow ? inRow - left : rowLength) - before;
            int row = offset + top * inRow + left + before;
            int at = start;
            for (int y = top; y < top + filterHeight; y++)
            {
                bool isInside = y >= 0 && y < height;
                if (!isInside || count < rowLength)
                {
                    Array.Copy(zeros, 0, patches, at, rowLength);
                }

                if (isInside)
                {
                    Array.Copy(arena, row, patches, at + before, count);
                }

                row += inRow;
                at += rowLength;
            }

            pixel++;
            if (pixel == pixels)
            {
                return; // places behind the last pixel keep what they have: their sums are not used
            }

            outX++;
            left += step;
            if (outX == outWidth)
            {
                outX = 0;
                left = -op.PadLeft * channels;
                top += op.StrideY;
            }
        }
    }
}
