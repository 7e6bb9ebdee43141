// SPDX-License-Identifier: MIT
// A group of pixels is x0 + x1 2^21 + x2 2^42. A weight times a group is three products, and sums of them stay apart as long as each
// lies in [-2^20, 2^20). Sums start at Bias in each lane, so that no lane ever borrows from the next.
namespace Embedded.Inference.Kernels;

/// <summary>Eight filters over groups of three pixels: where the multiply-accumulates are.</summary>
internal static class LaneDot
{
    /// <summary>2^20, half of a lane's range.</summary>
    public const int Bias = 1 << 20;

    /// <summary>Bits of a lane.</summary>
    public const int Bits = 21;

    /// <summary>The lowest lane.</summary>
    public const long Mask = (1L << Bits) - 1;

    /// <summary><see cref="Bias"/> in every lane.</summary>
    public const long Start = Bias + ((long)Bias << Bits) + ((long)Bias << (2 * Bits));

    /// <summary>
    /// Sums[group, filter] = the products of taps [<paramref name="from"/>, <paramref name="end"/>), both multiples of 4. Four taps
    /// an expression: their sum stays on the evaluation stack.
    /// </summary>
    public static void Run(LaneScratch scratch, int groups, int taps, int from, int end)
    {
        int group = 0;
        for (; group + 3 <= groups; group += 3)
        {
            LaneDotNine.Run(scratch, group, taps, from, end);
        }

        sbyte[][] filters = scratch.Filters;
        sbyte[] w0 = filters[0];
        sbyte[] w1 = filters[1];
        sbyte[] w2 = filters[2];
        sbyte[] w3 = filters[3];
        sbyte[] w4 = filters[4];
        sbyte[] w5 = filters[5];
        sbyte[] w6 = filters[6];
        sbyte[] w7 = filters[7];
        long[] values = scratch.Values;
        long[] sums = scratch.Sums;
        int at = group * LaneScratch.Block;
        int first = group * taps + from;
        for (; group < groups; group++)
        {
            int value = first;
            long s0 = Start;
            long s1 = Start;
            long s2 = Start;
            long s3 = Start;
            long s4 = Start;
            long s5 = Start;
            long s6 = Start;
            long s7 = Start;
            for (int tap = from; tap < end; tap += 4)
            {
                int tap1 = tap + 1;
                int tap2 = tap + 2;
                int tap3 = tap + 3;
                long x0 = values[value];
                long x1 = values[value + 1];
                long x2 = values[value + 2];
                long x3 = values[value + 3];
                value += 4;
                s0 += w0[tap] * x0 + w0[tap1] * x1 + w0[tap2] * x2 + w0[tap3] * x3;
                s1 += w1[tap] * x0 + w1[tap1] * x1 + w1[tap2] * x2 + w1[tap3] * x3;
                s2 += w2[tap] * x0 + w2[tap1] * x1 + w2[tap2] * x2 + w2[tap3] * x3;
                s3 += w3[tap] * x0 + w3[tap1] * x1 + w3[tap2] * x2 + w3[tap3] * x3;
                s4 += w4[tap] * x0 + w4[tap1] * x1 + w4[tap2] * x2 + w4[tap3] * x3;
                s5 += w5[tap] * x0 + w5[tap1] * x1 + w5[tap2] * x2 + w5[tap3] * x3;
                s6 += w6[tap] * x0 + w6[tap1] * x1 + w6[tap2] * x2 + w6[tap3] * x3;
                s7 += w7[tap] * x0 + w7[tap1] * x1 + w7[tap2] * x2 + w7[tap3] * x3;
            }

            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
            sums[at + 4] = s4;
            sums[at + 5] = s5;
            sums[at + 6] = s6;
            sums[at + 7] = s7;
            at += LaneScratch.Block;
            first += taps;
        }
    }
}
