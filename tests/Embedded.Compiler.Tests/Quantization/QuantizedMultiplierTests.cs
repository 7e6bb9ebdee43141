// SPDX-License-Identifier: MIT
using System.Numerics;
using Embedded.Compiler.Quantization;
using Embedded.Testing.Oracle;

namespace Embedded.Compiler.Tests.Quantization;

public class QuantizedMultiplierTests
{
    [Theory]
    [InlineData(0.0, 0, 0)]
    [InlineData(1.0, 1 << 30, 1)]
    [InlineData(0.5, 1 << 30, 0)]
    [InlineData(0.25, 1 << 30, -1)]
    [InlineData(0.75, 3 << 29, 0)]
    [InlineData(3.0, 3 << 29, 2)]
    [InlineData(1.0 / 3, 1431655765, -1)]
    [InlineData(0.99999999999, 1 << 30, 1)] // rounds up to 2^31, which becomes 2^30 and one more shift
    [InlineData(1.0 / (1L << 32), 1 << 30, -31)]
    [InlineData(1.0 / (1L << 33), 0, 0)]
    public void From_KnownScale_IsTheKnownPair(double scale, int multiplier, int shift) =>
        Assert.Equal(new QuantizedMultiplier(multiplier, shift), QuantizedMultiplier.From(scale));

    [Fact]
    public void From_AnyScale_IsTheNearestPair()
    {
        var random = new Random(1);
        for (int draw = 0; draw < 20_000; draw++)
        {
            double scale = Math.ScaleB(0.5 + 0.5 * random.NextDouble(), random.Next(-40, 30));
            scale = random.Next(6) switch
            {
                0 => Math.ScaleB(1, random.Next(-36, 30)),
                1 => Math.BitDecrement(Math.ScaleB(1, random.Next(-36, 30))),
                2 => Math.ScaleB((1L << 30) + random.Next(1 << 30) + 0.5, random.Next(-66, -1)), // a tie between two multipliers
                _ => scale,
            };
            Assert.Equal(Nearest(Rational.Exactly(scale)), QuantizedMultiplier.From(scale));
        }
    }

    [Fact]
    public void From_ThreeScales_IsWithinHalfAStepOfTheExactQuotient()
    {
        var random = new Random(2);
        for (int draw = 0; draw < 20_000; draw++)
        {
            (float inScale, float weightScale, float outScale) = DrawScales(random);
            QuantizedMultiplier pair = QuantizedMultiplier.From(inScale, weightScale, outScale);
            Rational exact = Rational.Exactly(inScale) * Rational.Exactly(weightScale) / Rational.Exactly(outScale);
            Rational steps = exact * Rational.Power(2, 31 - pair.Shift);
            Assert.InRange(pair.Multiplier, 1 << 30, int.MaxValue);
            Assert.True((steps - pair.Multiplier).Abs() <= Rational.Half + Rational.Power(2, -20), $"draw {draw}"); // 2^-20: the product and quotient in double
        }
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1073741824.0)]
    [InlineData(1073741823.9999999)] // rounds to 2^30
    public void From_ImpossibleScale_Throws(double scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedMultiplier.From(scale));

    [Fact]
    public void RecoverWeightScale_AnyScales_GivesExactlyTheScaleThatWasWritten()
    {
        var random = new Random(3);
        for (int draw = 0; draw < 100_000; draw++)
        {
            (float inScale, float weightScale, float outScale) = DrawScales(random);
            float recovered = QuantizedMultiplier.From(inScale, weightScale, outScale).RecoverWeightScale(inScale, outScale);
            Assert.True(recovered == weightScale, $"draw {draw}: {inScale:R}, {weightScale:R}, {outScale:R} gave {recovered:R}");
        }
    }

    [Fact]
    public void RecoverWeightScale_MultiplierZero_IsTheSmallestScale() =>
        Assert.Equal(float.Epsilon, QuantizedMultiplier.From(1e-20f, 1e-20f, 1).RecoverWeightScale(1e-20f, 1));

    /// <summary>The nearest pair in words: a mantissa in [1/2, 1), 31 bits of it, ties away from zero.</summary>
    private static QuantizedMultiplier Nearest(Rational scale)
    {
        int shift = -60;
        while (scale >= Rational.Power(2, shift))
        {
            shift++;
        }

        BigInteger multiplier = (scale * Rational.Power(2, 31 - shift)).RoundTiesAway();
        if (multiplier == BigInteger.Pow(2, 31))
        {
            multiplier = BigInteger.Pow(2, 30);
            shift++;
        }

        return shift < -31 ? new QuantizedMultiplier(0, 0) : new QuantizedMultiplier((int)multiplier, shift);
    }

    /// <summary>Single scales of every magnitude, one weight scale in eight subnormal, whose effective scale lies in [2^-31, 2^29].</summary>
    private static (float In, float Weight, float Out) DrawScales(Random random)
    {
        while (true)
        {
            float inScale = BitConverter.Int32BitsToSingle(random.Next(1 << 23, 0x7F800000));
            float weightScale = BitConverter.Int32BitsToSingle(random.Next(8) == 0 ? random.Next(1, 1 << 23) : random.Next(1 << 23, 0x7F800000));
            float outScale = (float)((double)inScale * weightScale / Math.ScaleB(1 + random.NextDouble(), random.Next(-31, 29)));
            double effective = (double)inScale * weightScale / outScale;
            if (outScale > 1.2e-38f && float.IsFinite(outScale) && effective >= 1.0 / (1L << 31) && effective <= 1 << 29)
            {
                return (inScale, weightScale, outScale);
            }
        }
    }
}
