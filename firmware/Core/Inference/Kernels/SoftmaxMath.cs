// SPDX-License-Identifier: MIT
// gemmlowp/fixedpoint/fixedpoint.h: exp_on_negative_values and one_over_one_plus_x_for_x_in_0_1.
namespace Embedded.Inference.Kernels;

/// <summary>The two functions behind softmax, in fixed point.</summary>
public static class SoftmaxMath
{
    /// <summary>e^x.</summary>
    /// <param name="x">Q5.26, at most 0.</param>
    /// <returns>Q0.31; 2^31 - 1 for x = 0.</returns>
    public static int Exp(int x)
    {
        if (x == 0)
        {
            return int.MaxValue;
        }

        int fraction = (x & ((1 << 24) - 1)) - (1 << 24); // Q5.26 in [-1/4, 0)
        int remainder = fraction - x; // multiples of 1/4
        int value = ExpOnQuarter(fraction << 5);
        value = Scale(value, remainder, 24, 1672461947); // e^(-1/4) in Q0.31
        value = Scale(value, remainder, 25, 1302514674); // e^(-1/2)
        value = Scale(value, remainder, 26, 790015084); // e^(-1)
        value = Scale(value, remainder, 27, 290630308); // e^(-2)
        value = Scale(value, remainder, 28, 39332535); // e^(-4)
        value = Scale(value, remainder, 29, 720401); // e^(-8)
        return Scale(value, remainder, 30, 242); // e^(-16)
    }

    /// <summary>1 / (1 + x).</summary>
    /// <param name="x">Q0.31 in [0, 1).</param>
    /// <returns>Q0.31 in (1/2, 1].</returns>
    public static int OneOverOnePlus(int x)
    {
        int half = (int)(((long)x + int.MaxValue + 1) / 2); // (1 + x) / 2, gemmlowp's RoundingHalfSum for x >= 0
        int result = 1515870810 + FixedPoint.DoublingHighMultiply(half, -1010580540); // 48/17 - 32/17 half in Q2.29
        for (int step = 0; step < 3; step++)
        {
            int error = (1 << 29) - FixedPoint.DoublingHighMultiply(half, result); // Newton: 1 - half result
            result += SaturatingShiftLeft(FixedPoint.DoublingHighMultiply(result, error), 2);
        }

        return SaturatingShiftLeft(result, 1);
    }

    /// <summary>Number of zero bits above the highest one bit, 32 for 0.</summary>
    public static int LeadingZeros(int value)
    {
        int zeros = 0;
        while (zeros < 32 && (value & (1 << (31 - zeros))) == 0)
        {
            zeros++;
        }

        return zeros;
    }

    /// <summary>e^x for x in [-1/4, 0), Q0.31: a Taylor series of fourth order around -1/8.</summary>
    private static int ExpOnQuarter(int x)
    {
        int t = x + (1 << 28);
        int t2 = FixedPoint.DoublingHighMultiply(t, t);
        int t3 = FixedPoint.DoublingHighMultiply(t2, t);
        int t4 = FixedPoint.DoublingHighMultiply(t2, t2);
        int series = FixedPoint.RoundingShiftRight(FixedPoint.DoublingHighMultiply(FixedPoint.RoundingShiftRight(t4, 2) + t3, 715827883) + t2, 1);
        return 1895147668 + FixedPoint.DoublingHighMultiply(1895147668, t + series); // e^(-1/8)
    }

    private static int Scale(int value, int remainder, int bit, int factor) =>
        (remainder & (1 << bit)) != 0 ? FixedPoint.DoublingHighMultiply(value, factor) : value;

    private static int SaturatingShiftLeft(int value, int shift)
    {
        long wide = (long)value << shift;
        return wide > int.MaxValue ? int.MaxValue : wide < int.MinValue ? int.MinValue : (int)wide;
    }
}
