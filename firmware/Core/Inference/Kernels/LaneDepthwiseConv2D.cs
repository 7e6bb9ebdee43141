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
    private const long NextStart = (long)LaneDot.Bias << (2 * LaneDot.Bits);

    /// <summary>Bytes of an input row with its padding.</summary>
    public static int RowBytes(Operator op) => (op.PadLeft + op.Input.Width + op.PadRight) * op.Input.Channels;

    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena)
    {
        int rowBytes = RowBytes(op);
        for (int index = 0; index < 3; index++)
        {
            LanePacking.Fill(scratch.Rows[index], rowBytes, op.Input.ZeroPoint);
        }

        LanePacking.Fill(scratch.ZeroRow, rowBytes, op.Input.ZeroPoint);
        PackFilters(op, scratch.Values);
        int row0 = -1; // input rows in scratch
        int row1 = -1;
        int row2 = -1;
        for (int step = 0; step < op.Output.Height; step++)
        {
            int outY = op.RowAt(step);
            int top = outY * op.StrideY - op.PadTop;
            for (int y = top < 0 ? 0 : top; y < top + 3 && y < op.Input.Height; y++)
            {
                int slot = y % 3;
                if ((slot == 0 ? row0 : slot == 1 ? row1 : row2) != y)
                {
                    CopyRow(op, arena, y, scratch.Rows[slot]);
                    row0 = slot == 0 ? y : row0;
                    row1 = slot == 1 ? y : row1;
                    row2 = slot == 2 ? y : row2;
                }
            }

            RunRow(op, lanes, scratch, arena, outY, RowOrZeros(op, scratch, top), RowOrZeros(op, scratch, top + 1), RowOrZeros(op, scratch, top + 2));
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

    private static void CopyRow(Operator op, sbyte[] arena, int y, sbyte[] row)
    {
        int inRow = op.Input.Width * op.Input.Channels;
        Array.Copy(arena, op.Input.Offset + y * inRow, row, op.PadLeft * op.Input.Channels, inRow);
    }

    private static sbyte[] RowOrZeros(Operator op, LaneScratch scratch, int y) =>
        y < 0 || y >= op.Input.Height ? scratch.ZeroRow : scratch.Rows[y % 3];

    private static void RunRow(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena, int outY, sbyte[] row0, sbyte[] row1, sbyte[] row2)
    {
        int inChannels = op.Input.Channels;
        int outChannels = op.Output.Channels;
        int depthMultiplier = op.DepthMultiplier;
        bool isEverySecond = op.StrideX == 2;
        long minimum = op.ActivationMin;
        long maximum = op.ActivationMax;
        long[] filters = scratch.Values;
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
                result = (result < below ? result - LaneRequantize.Half : result) >> shift;
                arena[at] = (sbyte)(result < minimum ? minimum : result > maximum ? maximum : result);
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
