// SPDX-License-Identifier: MIT
// As DepthwiseConv2D, with 3x3 filters. A filter row is one number, w2 + w1 2^21 + w0 2^42. Going along a row of one channel, each
// input column adds its value times that number: as last tap of the output in the lowest lane, as middle tap of the next, as first
// tap of the one after. Then the lowest lane is complete, and the others move down. Input rows are copied to scratch with their
// padding; what is read of a row has been copied before an output can lie over it, because the reference reads it no earlier.
using System;

namespace Embedded.Inference.Kernels;

/// <summary>One 3x3 filter per channel, three outputs in a number.</summary>
internal static class LaneDepthwiseConv2D
{
    /// <summary>What the highest lane starts with when the others have moved down.</summary>
    public const long NextStart = (long)LaneDot.Bias << (2 * LaneDot.Bits);

    /// <summary>Bytes of an input row with its padding.</summary>
    public static int RowBytes(Operator op) => (op.PadLeft + op.Input.Width + op.PadRight) * op.Input.Channels;

    /// <summary>Runs the operator, row by row or three rows at a time, in the order its mode asks for.</summary>
    public static void Run(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena)
    {
        int rowBytes = RowBytes(op);
        for (int index = 0; index < LaneScratch.RowCount; index++)
        {
            LanePacking.Fill(scratch.Rows[index], rowBytes, op.Input.ZeroPoint);
            scratch.RowNumbers[index] = -1;
        }

        LanePacking.Fill(scratch.ZeroRow, rowBytes, op.Input.ZeroPoint);
        PackFilters(op, scratch.Values);
        int height = op.Output.Height;
        int rows = op.StrideX == 1 && op.StrideY == 1 ? 3 : 1;
        for (int step = 0; step < height; step += rows)
        {
            rows = height - step < rows ? 1 : rows;
            int outY = op.InPlaceMode == EmbFormat.InPlaceBackward ? height - step - rows : step; // first of the rows
            int top = outY * op.StrideY - op.PadTop;
            for (int y = top; y < top + rows + 2; y++)
            {
                CopyRow(op, scratch, arena, y);
            }

            sbyte[] row0 = RowOrZeros(op, scratch, top);
            sbyte[] row1 = RowOrZeros(op, scratch, top + 1);
            sbyte[] row2 = RowOrZeros(op, scratch, top + 2);
            if (rows == 3)
            {
                LaneDepthwiseThreeRows.Run(op, lanes, scratch.Values, arena, outY, row0, row1, row2, RowOrZeros(op, scratch, top + 3), RowOrZeros(op, scratch, top + 4));
            }
            else
            {
                RunRow(op, lanes, scratch.Values, arena, outY, row0, row1, row2);
            }
        }
    }

    /// <summary>[3, outC] filter rows.</summary>
    private static void PackFilters(Operator op, long[] filters)
    {
        sbyte[] weights = op.Weights;
        int channels = op.Output.Channels;
        int at = 0;
        for (int row = 0; row < 3; row++)
        {
            int weight0 = 3 * row * channels;
            int weight1 = weight0 + channels;
            for (int weight2 = weight1 + channels; weight2 < 3 * (row + 1) * channels; weight2++)
            {
                filters[at] = weights[weight2] + ((long)weights[weight1] << LaneDot.Bits) + ((long)weights[weight0] << (2 * LaneDot.Bits));
                at++;
                weight0++;
                weight1++;
            }
        }
    }

    /// <summary>Brings an input row to its place in scratch, unless it is there or outside of the input.</summary>
    private static void CopyRow(Operator op, LaneScratch scratch, sbyte[] arena, int y)
    {
        if (y >= 0 && y < op.Input.Height && scratch.RowNumbers[y % LaneScratch.RowCount] != y)
        {
            int inRow = op.Input.Width * op.Input.Channels;
            Array.Copy(arena, op.Input.Offset + y * inRow, scratch.Rows[y % LaneScratch.RowCount], op.PadLeft * op.Input.Channels, inRow);
            scratch.RowNumbers[y % LaneScratch.RowCount] = y;
        }
    }

    private static sbyte[] RowOrZeros(Operator op, LaneScratch scratch, int y) =>
        y < 0 || y >= op.Input.Height ? scratch.ZeroRow : scratch.Rows[y % LaneScratch.RowCount];

    private static void RunRow(Operator op, LaneOperator lanes, long[] filters, sbyte[] arena, int outY, sbyte[] row0, sbyte[] row1, sbyte[] row2)
    {
        int inChannels = op.Input.Channels;
        int outChannels = op.Output.Channels;
        int depthMultiplier = op.DepthMultiplier;
        bool isEverySecond = op.StrideX == 2;
        long minimum = op.ActivationMin;
        long maximum = op.ActivationMax;
        long[] constants = lanes.Constants;
        int[] multipliers = lanes.Multipliers;
        sbyte[] shifts = lanes.Shifts;
        bool roundsNegative = lanes.RoundsNegative;
        long below = long.MinValue;
        int start = op.Output.Offset + outY * op.Output.Width * outChannels;
        int length = op.Output.Width * outChannels;
        int repeat = 0; // output channels done of this input channel
        int inC = 0;
        for (int outC = 0; outC < outChannels; outC++)
        {
            long filter0 = filters[outC];
            long filter1 = filters[outChannels + outC];
            long filter2 = filters[outChannels + outChannels + outC];
            long multiplier = multipliers[outC];
            long constant = constants[outC];
            int shift = 31 - shifts[outC];
            if (roundsNegative)
            {
                below = LaneRequantize.NegativeBelow(op, lanes, outC);
            }

            int value = inC;
            long sum = LaneDot.Start + filter0 * row0[value] + filter1 * row1[value] + filter2 * row2[value];
            value += inChannels;
            if (!isEverySecond)
            {
                sum = (sum >> LaneDot.Bits) + NextStart + filter0 * row0[value] + filter1 * row1[value] + filter2 * row2[value];
                value += inChannels;
            }

            int end = start + outC + length;
            for (int at = start + outC; at < end; at += outChannels)
            {
                if (isEverySecond)
                {
                    sum = (sum >> LaneDot.Bits) + NextStart + filter0 * row0[value] + filter1 * row1[value] + filter2 * row2[value];
                    value += inChannels;
                }

                sum = (sum >> LaneDot.Bits) + NextStart + filter0 * row0[value] + filter1 * row1[value] + filter2 * row2[value];
                value += inChannels;
                long result = (sum & LaneDot.Mask) * multiplier + constant;
                if (result < below)
                {
                    result -= LaneRequantize.Half;
                }

                result >>= shift;
                if (result < minimum)
                {
                    result = minimum;
                }
                else if (result > maximum)
                {
                    result = maximum;
                }

                arena[at] = (sbyte)result;
            }

            repeat++;
            if (repeat == depthMultiplier)
            {
                repeat = 0;
                inC++;
            }
        }
    }
}
