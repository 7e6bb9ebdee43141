// SPDX-License-Identifier: MIT
// LaneDepthwiseConv2D over three output rows at once: a value is loaded once for the up to three rows whose windows it is in.
namespace Embedded.Inference.Kernels;

/// <summary>Three output rows of a depthwise convolution with stride 1.</summary>
internal static class LaneDepthwiseThreeRows
{
    /// <summary>Computes output rows <paramref name="outY"/> to outY + 2 from five input rows with their padding.</summary>
    public static void Run(
        Operator op, LaneOperator lanes, long[] filters, sbyte[] arena, int outY, sbyte[] row0, sbyte[] row1, sbyte[] row2, sbyte[] row3, sbyte[] row4)
    {
        int inChannels = op.Input.Channels;
        int outChannels = op.Output.Channels;
        int depthMultiplier = op.DepthMultiplier;
        long minimum = op.ActivationMin;
        long maximum = op.ActivationMax;
        long[] constants = lanes.Constants;
        int[] multipliers = lanes.Multipliers;
        sbyte[] shifts = lanes.Shifts;
        bool roundsNegative = lanes.RoundsNegative;
        long below = long.MinValue;
        int length = op.Output.Width * outChannels;
        int twoRows = length + length;
        int start = op.Output.Offset + outY * length;
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

            long sum0 = LaneDot.Start << LaneDot.Bits; // the first column completes nothing
            long sum1 = sum0;
            long sum2 = sum0;
            long result;
            int value = inC;
            int end = start + outC + length;
            for (int at = start + outC - outChannels - outChannels; at < end; at += outChannels)
            {
                long value0 = row0[value];
                long value1 = row1[value];
                long value2 = row2[value];
                long value3 = row3[value];
                long value4 = row4[value];
                value += inChannels;
                sum0 = (sum0 >> LaneDot.Bits) + LaneDepthwiseConv2D.NextStart + filter0 * value0 + filter1 * value1 + filter2 * value2;
                sum1 = (sum1 >> LaneDot.Bits) + LaneDepthwiseConv2D.NextStart + filter0 * value1 + filter1 * value2 + filter2 * value3;
                sum2 = (sum2 >> LaneDot.Bits) + LaneDepthwiseConv2D.NextStart + filter0 * value2 + filter1 * value3 + filter2 * value4;
                if (at < start)
                {
                    continue; // two columns before the first output is complete
                }

                result = (sum0 & LaneDot.Mask) * multiplier + constant;
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
                result = (sum1 & LaneDot.Mask) * multiplier + constant;
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

                arena[at + length] = (sbyte)result;
                result = (sum2 & LaneDot.Mask) * multiplier + constant;
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

                arena[at + twoRows] = (sbyte)result;
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
