// SPDX-License-Identifier: MIT
using System.Numerics;

namespace Embedded.Data.Tests;

/// <summary>Exact fractions for oracles.</summary>
internal readonly struct Rational : IComparable<Rational>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator; // above 0

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / common;
        _denominator = denominator / common;
    }

    public static implicit operator Rational(int whole) => new(whole, 1);

    public static Rational operator +(Rational a, Rational b) => new(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator);

    public static Rational operator -(Rational a, Rational b) => a + new Rational(-b._numerator, b._denominator);

    public static Rational operator *(Rational a, Rational b) => new(a._numerator * b._numerator, a._denominator * b._denominator);

    public static Rational operator /(Rational a, Rational b) => new(a._numerator * b._denominator, a._denominator * b._numerator);

    public static Rational Min(Rational a, Rational b) => a.CompareTo(b) <= 0 ? a : b;

    public static Rational Max(Rational a, Rational b) => a.CompareTo(b) >= 0 ? a : b;

    public int CompareTo(Rational other) => (_numerator * other._denominator).CompareTo(other._numerator * _denominator);

    /// <summary>To the nearest whole number, halves up; for numbers from 0 on.</summary>
    public int Round()
    {
        Rational raised = this + new Rational(1, 2);
        return (int)BigInteger.Divide(raised._numerator, raised._denominator);
    }
}
