// SPDX-License-Identifier: MIT
// LaneDot over three groups at once: a weight is loaded once for nine pixels, a group once for eight filters.
namespace Embedded.Inference.Kernels;

/// <summary>Eight filters over nine pixels: where nearly all multiply-accumulates are.</summary>
internal static class LaneDotNine
{
    /// <summary>
    /// Sums[group + 0 to 2, filter] = the products of taps [<paramref name="from"/>, <paramref name="end"/>), both multiples of 4.
    /// Four taps an expression: their sum stays on the evaluation stack.
    /// </summary>
    public static void Run(LaneScratch scratch, int group, int taps, int from, int end)
    {
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
        int value = group * taps + from;
        int step = taps + taps;
        long xSum0 = LaneDot.Start;
        long ySum0 = LaneDot.Start;
        long zSum0 = LaneDot.Start;
        long xSum1 = LaneDot.Start;
        long ySum1 = LaneDot.Start;
        long zSum1 = LaneDot.Start;
        long xSum2 = LaneDot.Start;
        long ySum2 = LaneDot.Start;
        long zSum2 = LaneDot.Start;
        long xSum3 = LaneDot.Start;
        long ySum3 = LaneDot.Start;
        long zSum3 = LaneDot.Start;
        long xSum4 = LaneDot.Start;
        long ySum4 = LaneDot.Start;
        long zSum4 = LaneDot.Start;
        long xSum5 = LaneDot.Start;
        long ySum5 = LaneDot.Start;
        long zSum5 = LaneDot.Start;
        long xSum6 = LaneDot.Start;
        long ySum6 = LaneDot.Start;
        long zSum6 = LaneDot.Start;
        long xSum7 = LaneDot.Start;
        long ySum7 = LaneDot.Start;
        long zSum7 = LaneDot.Start;
        for (int tap = from; tap < end; tap += 4)
        {
            int tap1 = tap + 1;
            int tap2 = tap + 2;
            int tap3 = tap + 3;
            long x0 = values[value];
            long x1 = values[value + 1];
            long x2 = values[value + 2];
            long x3 = values[value + 3];
            value += taps;
            long y0 = values[value];
            long y1 = values[value + 1];
            long y2 = values[value + 2];
            long y3 = values[value + 3];
            value += taps;
            long z0 = values[value];
            long z1 = values[value + 1];
            long z2 = values[value + 2];
            long z3 = values[value + 3];
            value += 4 - step;
            long weight0 = w0[tap];
            long weight1 = w0[tap1];
            long weight2 = w0[tap2];
            long weight3 = w0[tap3];
            xSum0 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum0 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum0 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w1[tap];
            weight1 = w1[tap1];
            weight2 = w1[tap2];
            weight3 = w1[tap3];
            xSum1 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum1 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum1 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w2[tap];
            weight1 = w2[tap1];
            weight2 = w2[tap2];
            weight3 = w2[tap3];
            xSum2 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum2 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum2 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w3[tap];
            weight1 = w3[tap1];
            weight2 = w3[tap2];
            weight3 = w3[tap3];
            xSum3 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum3 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum3 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w4[tap];
            weight1 = w4[tap1];
            weight2 = w4[tap2];
            weight3 = w4[tap3];
            xSum4 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum4 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum4 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w5[tap];
            weight1 = w5[tap1];
            weight2 = w5[tap2];
            weight3 = w5[tap3];
            xSum5 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum5 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum5 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w6[tap];
            weight1 = w6[tap1];
            weight2 = w6[tap2];
            weight3 = w6[tap3];
            xSum6 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum6 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum6 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
            weight0 = w7[tap];
            weight1 = w7[tap1];
            weight2 = w7[tap2];
            weight3 = w7[tap3];
            xSum7 += weight0 * x0 + weight1 * x1 + weight2 * x2 + weight3 * x3;
            ySum7 += weight0 * y0 + weight1 * y1 + weight2 * y2 + weight3 * y3;
            zSum7 += weight0 * z0 + weight1 * z1 + weight2 * z2 + weight3 * z3;
        }

        long[] sums = scratch.Sums;
        int at = group * LaneScratch.Block;
        sums[at] = xSum0;
        sums[at + 1] = xSum1;
        sums[at + 2] = xSum2;
        sums[at + 3] = xSum3;
        sums[at + 4] = xSum4;
        sums[at + 5] = xSum5;
        sums[at + 6] = xSum6;
        sums[at + 7] = xSum7;
        sums[at + 8] = ySum0;
        sums[at + 9] = ySum1;
        sums[at + 10] = ySum2;
        sums[at + 11] = ySum3;
        sums[at + 12] = ySum4;
        sums[at + 13] = ySum5;
        sums[at + 14] = ySum6;
        sums[at + 15] = ySum7;
        sums[at + 16] = zSum0;
        sums[at + 17] = zSum1;
        sums[at + 18] = zSum2;
        sums[at + 19] = zSum3;
        sums[at + 20] = zSum4;
        sums[at + 21] = zSum5;
        sums[at + 22] = zSum6;
        sums[at + 23] = zSum7;
    }
}
