// SPDX-License-Identifier: MIT
// The rounding rules in words, on exact fractions:
//   1. accumulator * 2^shift for a left shift, exactly
//   2. times multiplier / 2^31, rounded to the nearest integer, ties toward plus infinity
//   3. for a right shift, divided by 2^-shift, rounded to the nearest integer, ties away from zero
//   4. plus the output zero point, clamped
// Step 2 is gemmlowp's SaturatingRoundingDoublingHighMul. That adds 2^30 to a product p >= 0 and 1 - 2^30 to one below 0, then
// divides by 2^31 toward zero. For p >= 0 this is floor((p + 2^30) / 2^31) at once. For p < 0 the sum is negative, and division
// of n toward zero is ceil(n / 2^31) = floor((n + 2^31 - 1) / 2^31), which with n = p + 1 - 2^30 is floor((p + 2^30) / 2^31)
// again. Floor of (x + 1/2) is the nearest integer to x, ties toward plus infinity.
using System.Numerics;

namespace Embedded.Testing.Oracle;

/// <summary>What an accumulator becomes, by the rules and not by shifts.</summary>
public static class RequantizeOracle
{
    private static readonly BigInteger Two31 = BigInteger.Pow(2, 31);

    /// <summary>a b / 2^31, nearest, ties toward plus infinity; the one result beyond int32, 2^31, becomes 2^31 - 1.</summary>
    public static BigInteger HighProduct(BigInteger a, BigInteger b) =>
        BigInteger.Min(new Rational(a * b, Two31).RoundTiesUp(), int.MaxValue);

    /// <summary>value / 2^shift, nearest, ties away from zero.</summary>
    public static BigInteger DivideByPower(BigInteger value, int shift) =>
        new Rational(value, BigInteger.Pow(2, shift)).RoundTiesAway();

    /// <summary>Steps 1 to 3. A left shift must not leave int32.</summary>
    public static BigInteger Multiply(BigInteger accumulator, int multiplier, int shift)
    {
        if (shift <= 0)
        {
            return DivideByPower(HighProduct(accumulator, multiplier), -shift);
        }

        BigInteger shifted = accumulator * BigInteger.Pow(2, shift);
        return shifted >= int.MinValue && shifted <= int.MaxValue
            ? HighProduct(shifted, multiplier)
            : throw new ArgumentOutOfRangeException(nameof(shift), shift, $"{accumulator} 2^{shift} is no int32");
    }

    /// <summary>Steps 1 to 4.</summary>
    public static sbyte Requantize(BigInteger accumulator, int multiplier, int shift, int outputZeroPoint, int minimum, int maximum) =>
        (sbyte)BigInteger.Clamp(Multiply(accumulator, multiplier, shift) + outputZeroPoint, minimum, maximum);
}
