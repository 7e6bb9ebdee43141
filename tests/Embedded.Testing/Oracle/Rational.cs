// SPDX-License-Identifier: MIT
using System.Numerics;

namespace Embedded.Testing.Oracle;

/// <summary>An exact fraction of any size. Not kept in lowest terms.</summary>
/// <param name="Numerator">Any integer.</param>
/// <param name="Denominator">Above 0.</param>
public readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>One half.</summary>
    public static Rational Half { get; } = new(1, 2);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => new(value, BigInteger.One);

    /// <summary>Exactly the value that the bits of a finite double stand for.</summary>
    public static Rational Exactly(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger mantissa = exponent == 0 ? fraction : fraction + (1L << 52);
        Rational magnitude = mantissa * Power(2, (exponent == 0 ? 1 : exponent) - 1075);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary><paramref name="number"/> to any power, positive or negative.</summary>
    public static Rational Power(int number, int exponent) => exponent >= 0
        ? new Rational(BigInteger.Pow(number, exponent), BigInteger.One)
        : new Rational(BigInteger.One, BigInteger.Pow(number, -exponent));

    /// <summary>Product.</summary>
    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient; <paramref name="b"/> is above 0.</summary>
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational a, Rational b) => new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>Opposite.</summary>
    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    /// <summary>Order.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The largest integer that is not above this.</summary>
    public BigInteger Floor()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder); // toward zero
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The nearest integer; exactly between two, the larger one.</summary>
    public BigInteger RoundTiesUp() => (this + Half).Floor();

    /// <summary>The nearest integer; exactly between two, the one farther from zero.</summary>
    public BigInteger RoundTiesAway() => Numerator.Sign < 0 ? -(-this).RoundTiesUp() : RoundTiesUp();

    /// <summary>Without its sign.</summary>
    public Rational Abs() => new(BigInteger.Abs(Numerator), Denominator);

    private int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
