// SPDX-License-Identifier: MIT
// gemmlowp's fixed-point softmax from its formulas, on integers of any size. Where a formula multiplies two fixed-point numbers it
// means RequantizeOracle.HighProduct; RoundingDivideByPOT is RequantizeOracle.DivideByPower.
using System.Numerics;

namespace Embedded.Testing.Oracle;

/// <summary>int8 softmax over one row.</summary>
public static class SoftmaxOracle
{
    /// <summary>What TensorFlow Lite Micro's reference kernel computes.</summary>
    /// <param name="row">One value a class.</param>
    /// <param name="multiplier">Q0.31 mantissa of scale 2^26.</param>
    /// <param name="left">Its power of two.</param>
    /// <param name="smallestDifference">Classes farther below the largest one count nothing.</param>
    public static sbyte[] Run(ReadOnlySpan<sbyte> row, int multiplier, int left, int smallestDifference)
    {
        int largest = -128;
        foreach (sbyte value in row)
        {
            largest = Math.Max(largest, value);
        }

        var exponentials = new BigInteger?[row.Length]; // Q0.31
        BigInteger sum = 0; // Q12.19
        for (int index = 0; index < row.Length; index++)
        {
            int difference = row[index] - largest;
            if (difference >= smallestDifference)
            {
                exponentials[index] = Exp(RequantizeOracle.HighProduct(difference * BigInteger.Pow(2, left), multiplier));
                sum += RequantizeOracle.DivideByPower(exponentials[index]!.Value, 12);
            }
        }

        int bits = (int)sum.GetBitLength();
        int headroom = 32 - bits; // zero bits above the highest one bit of an uint32
        BigInteger reciprocal = OneOverOnePlus(sum * BigInteger.Pow(2, headroom) - BigInteger.Pow(2, 31));
        int shift = 12 - headroom + 31 - 8;
        return Array.ConvertAll(exponentials, exponential => exponential == null
            ? (sbyte)-128
            : (sbyte)BigInteger.Clamp(RequantizeOracle.DivideByPower(RequantizeOracle.HighProduct(reciprocal, exponential.Value), shift) - 128, -128, 127));
    }

    /// <summary>256 e^(scale value) / sum of e^(scale value) in double precision, before rounding.</summary>
    public static double[] Mathematical(ReadOnlySpan<sbyte> row, double scale)
    {
        sbyte[] values = row.ToArray();
        int largest = values.Max();
        double sum = values.Sum(value => Math.Exp(scale * (value - largest)));
        return Array.ConvertAll(values, value => 256 * Math.Exp(scale * (value - largest)) / sum);
    }

    /// <summary>e^x: Q5.26 at most 0 to Q0.31.</summary>
    public static BigInteger Exp(BigInteger x)
    {
        if (x.IsZero)
        {
            return int.MaxValue;
        }

        // x = a - r with a in [-1/4, 0) and r a multiple of 1/4; -1/4 itself belongs to a
        BigInteger quarter = BigInteger.Pow(2, 24);
        BigInteger r = -new Rational(x, quarter).Floor() * quarter - quarter;
        BigInteger a = x + r;
        BigInteger y = ExpAround(a * 32); // Q5.26 to Q0.31
        (int Bit, int Factor)[] factors =
        [
            (24, 1672461947), (25, 1302514674), (26, 790015084), (27, 290630308), (28, 39332535), (29, 720401), (30, 242),
        ]; // e^-2^(bit - 26) in Q0.31
        foreach ((int bit, int factor) in factors)
        {
            if (!(r / BigInteger.Pow(2, bit)).IsEven)
            {
                y = RequantizeOracle.HighProduct(y, factor);
            }
        }

        return y;
    }

    /// <summary>e^a for a in [-1/4, 0): e^(-1/8) (1 + t + t^2/2 + t^3/6 + t^4/24) with t = a + 1/8.</summary>
    private static BigInteger ExpAround(BigInteger a)
    {
        BigInteger t = a + BigInteger.Pow(2, 28);
        BigInteger t2 = RequantizeOracle.HighProduct(t, t);
        BigInteger t3 = RequantizeOracle.HighProduct(t2, t);
        BigInteger t4 = RequantizeOracle.HighProduct(t2, t2);
        BigInteger third = 715827883; // 1/3 in Q0.31
        BigInteger sixthAndTwentyFourth = RequantizeOracle.HighProduct(RequantizeOracle.DivideByPower(t4, 2) + t3, third);
        BigInteger u = RequantizeOracle.DivideByPower(sixthAndTwentyFourth + t2, 1);
        BigInteger constant = 1895147668; // e^(-1/8) in Q0.31
        return constant + RequantizeOracle.HighProduct(constant, t + u);
    }

    /// <summary>1 / (1 + z): Q0.31 in [0, 1) to Q0.31, by Newton's method in Q2.29.</summary>
    public static BigInteger OneOverOnePlus(BigInteger z)
    {
        BigInteger half = new Rational(z + int.MaxValue, 2).RoundTiesAway(); // (z + 1) / 2, where one is 2^31 - 1
        BigInteger x = 1515870810 + RequantizeOracle.HighProduct(half, -1010580540); // 48/17 - 32/17 half
        for (int step = 0; step < 3; step++)
        {
            BigInteger remainder = BigInteger.Pow(2, 29) - RequantizeOracle.HighProduct(half, x); // 1 - half x
            x += Saturate(RequantizeOracle.HighProduct(x, remainder) * 4); // Q2 times Q2 is Q4; back to Q2
        }

        return Saturate(x * 2); // half of it, as Q1.30, is the answer; to Q0.31
    }

    private static BigInteger Saturate(BigInteger value) => BigInteger.Clamp(value, int.MinValue, int.MaxValue);
}
