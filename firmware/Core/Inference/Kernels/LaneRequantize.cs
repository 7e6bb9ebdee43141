// SPDX-License-Identifier: MIT
// out = clamp((sum multiplier + constant) >> (31 - shift)): bias, both roundings and the output zero point are in the constant;
// LaneOperator says why that is exact. A value whose high product is negative rounds its ties the other way.
namespace Embedded.Inference.Kernels;

/// <summary>Sums of lanes to int8.</summary>
internal static class LaneRequantize
{
    /// <summary>What a value whose high product is negative loses before the shift.</summary>
    public const long Half = 1L << 31;

    /// <summary>Where a high product of 0 lies, without the first rounding: the second rounding and the output zero point.</summary>
    public static long Zero(int shift, int zeroPoint) => ((long)zeroPoint << (31 - shift)) + (shift < 0 ? 1L << (30 - shift) : 0);

    /// <summary>Values below this lose <see cref="Half"/>; none where the clamp hides it or nothing is shifted out.</summary>
    public static long NegativeBelow(Operator op, LaneOperator lanes, int outC) =>
        lanes.RoundsNegative && lanes.Shifts[outC] < 0 ? Zero(lanes.Shifts[outC], op.Output.ZeroPoint) : long.MinValue;

    /// <summary>Outputs of pixels [first, first + pixels) and channels [outC, outC + count) from <paramref name="sums"/>[group, filter].</summary>
    public static void Run(Operator op, LaneOperator lanes, long[] sums, sbyte[] arena, int first, int pixels, int outC, int count)
    {
        int channels = op.Output.Channels;
        long minimum = op.ActivationMin;
        long maximum = op.ActivationMax;
        int[] multipliers = lanes.Multipliers;
        sbyte[] shifts = lanes.Shifts;
        long[] constants = lanes.Constants;
        bool roundsNegative = lanes.RoundsNegative;
        int start = op.Output.Offset + first * channels + outC;
        int twoPixels = channels + channels;
        int threePixels = twoPixels + channels;
        int end = pixels / 3 * LaneScratch.Block;
        for (int filter = 0; filter < count; filter++)
        {
            long multiplier = multipliers[outC + filter];
            long constant = constants[outC + filter];
            long below = roundsNegative ? NegativeBelow(op, lanes, outC + filter) : long.MinValue;
            int shift = 31 - shifts[outC + filter];
            int at = start + filter;
            int index = filter;
            long value;
            for (; index < end; index += LaneScratch.Block)
            {
                long lanesOfSum = sums[index];
                value = (lanesOfSum & LaneDot.Mask) * multiplier + constant;
                if (value < below)
                {
                    value -= Half;
                }

                value >>= shift;
                if (value < minimum)
                {
                    value = minimum;
                }
                else if (value > maximum)
                {
                    value = maximum;
                }

                arena[at] = (sbyte)value;
                value = ((lanesOfSum >> LaneDot.Bits) & LaneDot.Mask) * multiplier + constant;
                if (value < below)
                {
                    value -= Half;
                }

                value >>= shift;
                if (value < minimum)
                {
                    value = minimum;
                }
                else if (value > maximum)
                {
                    value = maximum;
                }

                arena[at + channels] = (sbyte)value;
                value = (lanesOfSum >> (2 * LaneDot.Bits)) * multiplier + constant;
                if (value < below)
                {
                    value -= Half;
                }

                value >>= shift;
                if (value < minimum)
                {
                    value = minimum;
                }
                else if (value > maximum)
                {
                    value = maximum;
                }

                arena[at + twoPixels] = (sbyte)value;
                at += threePixels;
            }

            for (int rest = 0; rest < pixels % 3; rest++)
            {
                value = ((sums[index] >> (rest * LaneDot.Bits)) & LaneDot.Mask) * multiplier + constant;
                value = (value < below ? value - Half : value) >> shift;
                arena[at] = (sbyte)(value < minimum ? minimum : value > maximum ? maximum : value);
                at += channels;
            }
        }
    }

    /// <summary>Adds the lanes of a segment's sums to the wide sums.</summary>
    public static void Widen(LaneScratch scratch, int groups, bool isFirst)
    {
        long[] sums = scratch.Sums;
        int[] wide = scratch.WideSums;
        int at = 0;
        for (int index = 0; index < groups * LaneScratch.Block; index++)
        {
            long lanes = sums[index];
            int sum0 = (int)(lanes & LaneDot.Mask);
            int sum1 = (int)((lanes >> LaneDot.Bits) & LaneDot.Mask);
            int sum2 = (int)(lanes >> (2 * LaneDot.Bits));
            if (!isFirst)
            {
                sum0 += wide[at];
                sum1 += wide[at + 1];
                sum2 += wide[at + 2];
            }

            wide[at] = sum0;
            wide[at + 1] = sum1;
            wide[at + 2] = sum2;
            at += 3;
        }
    }

    /// <summary>As <see cref="Run"/>, from <paramref name="sums"/>[group, filter, 3].</summary>
    public static void RunWide(Operator op, LaneOperator lanes, int[] sums, sbyte[] arena, int first, int pixels, int outC, int count)
    {
        int channels = op.Output.Channels;
        long minimum = op.ActivationMin;
        long maximum = op.ActivationMax;
        int[] multipliers = lanes.Multipliers;
        sbyte[] shifts = lanes.Shifts;
        long[] constants = lanes.Constants;
        bool roundsNegative = lanes.RoundsNegative;
        int start = op.Output.Offset + first * channels + outC;
        for (int filter = 0; filter < count; filter++)
        {
            long multiplier = multipliers[outC + filter];
            long constant = constants[outC + filter];
            long below = roundsNegative ? NegativeBelow(op, lanes, outC + filter) : long.MinValue;
            int shift = 31 - shifts[outC + filter];
            int at = start + filter;
            int group = 3 * filter;
            for (int pixel = 0; pixel < pixels; pixel += 3)
            {
                int end = pixels - pixel < 3 ? group + pixels - pixel : group + 3;
                for (int index = group; index < end; index++)
                {
                    long value = sums[index] * multiplier + constant;
                    value = (value < below ? value - Half : value) >> shift;
                    arena[at] = (sbyte)(value < minimum ? minimum : value > maximum ? maximum : value);
                    at += channels;
                }

                group += 3 * LaneScratch.Block;
            }
        }
    }
}
