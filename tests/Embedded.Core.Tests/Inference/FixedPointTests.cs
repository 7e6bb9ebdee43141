// SPDX-License-Identifier: MIT
using System.Numerics;
using CsCheck;
using Embedded.Inference.Kernels;
using Embedded.Testing;
using Embedded.Testing.Oracle;

namespace Embedded.Core.Tests.Inference;

public class FixedPointTests
{
    private static readonly Gen<int> Multipliers = Gen.Frequency(
        (6, Gen.Int[1 << 30, int.MaxValue]), (1, Gen.Const(0)), (1, Gen.Const(1 << 30)), (1, Gen.Const(int.MaxValue)), (1, Gen.Int[1 << 30, (1 << 30) + 8]));

    private static readonly Gen<int> Accumulators = Gen.Frequency(
        (4, Gen.Int), (4, Gen.Int[-100_000, 100_000]), (1, Gen.Int[int.MinValue, int.MinValue + 9]), (1, Gen.Int[int.MaxValue - 9, int.MaxValue]), (1, Gen.Int[-3, 3]));

    [Fact]
    public void DoublingHighMultiply_AnyOperands_EqualsOracle() =>
        Property.ForAll(Gen.Select(Accumulators, Gen.Int), 100_000, pair =>
            Assert.Equal((int)RequantizeOracle.HighProduct(pair.Item1, pair.Item2), FixedPoint.DoublingHighMultiply(pair.Item1, pair.Item2)));

    [Theory]
    [InlineData(1, 1 << 30, 1)] // 1/2
    [InlineData(-1, 1 << 30, 0)] // -1/2
    [InlineData(3, 1 << 30, 2)] // 3/2
    [InlineData(-3, 1 << 30, -1)] // -3/2
    [InlineData(int.MinValue, int.MinValue, int.MaxValue)] // 2^31 is no int32
    [InlineData(int.MinValue, int.MaxValue, -int.MaxValue)]
    public void DoublingHighMultiply_Ties_GoTowardPlusInfinity(int a, int b, int expected) =>
        Assert.Equal(expected, FixedPoint.DoublingHighMultiply(a, b));

    [Fact]
    public void DoublingHighMultiply_AnyOperands_EqualsGemmlowpsNudge() =>
        Property.ForAll(Gen.Select(Accumulators, Gen.OneOf(Gen.Int, Multipliers, Gen.Const(1 << 30), Gen.Const(-(1 << 30)))), 100_000, pair =>
        {
            (int a, int b) = pair;
            BigInteger product = (BigInteger)a * b;
            BigInteger nudged = product + (product.Sign >= 0 ? 1 << 30 : 1 - (1 << 30));
            BigInteger quotient = BigInteger.Divide(nudged, BigInteger.Pow(2, 31)); // toward zero
            Assert.Equal(a == int.MinValue && b == int.MinValue ? int.MaxValue : (int)quotient, FixedPoint.DoublingHighMultiply(a, b));
        });

    [Fact]
    public void RoundingShiftRight_AnyValueAndShift_EqualsOracle() =>
        Property.ForAll(Gen.Select(Accumulators, Gen.Int[0, 31]), 100_000, pair =>
            Assert.Equal((int)RequantizeOracle.DivideByPower(pair.Item1, pair.Item2), FixedPoint.RoundingShiftRight(pair.Item1, pair.Item2)));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(-1, 1, -1)]
    [InlineData(5, 1, 3)]
    [InlineData(-5, 1, -3)]
    [InlineData(6, 2, 2)]
    [InlineData(-6, 2, -2)]
    [InlineData(5, 2, 1)]
    [InlineData(int.MinValue, 31, -1)]
    [InlineData(1 << 30, 31, 1)]
    [InlineData(-(1 << 30), 31, -1)]
    [InlineData((1 << 30) - 1, 31, 0)]
    [InlineData(int.MaxValue, 0, int.MaxValue)]
    [InlineData(int.MinValue, 0, int.MinValue)]
    public void RoundingShiftRight_Ties_GoAwayFromZero(int value, int shift, int expected) =>
        Assert.Equal(expected, FixedPoint.RoundingShiftRight(value, shift));

    [Fact]
    public void Multiply_ShiftThatStaysInt32_EqualsOracle() =>
        Property.ForAll(Gen.Select(Accumulators, Multipliers, Gen.Int[-31, 30]), 100_000, drawn =>
        {
            (int accumulator, int multiplier, int shift) = drawn;
            accumulator = FitShift(accumulator, shift);
            Assert.Equal((int)RequantizeOracle.Multiply(accumulator, multiplier, shift), FixedPoint.Multiply(accumulator, multiplier, shift));
        });

    [Theory]
    [InlineData(1 << 30, 1, 1 << 30, -(1 << 30))] // 2^31 wraps to -2^31
    [InlineData(3 << 29, 2, 1 << 30, -(1 << 30))]
    [InlineData(1, 32 - 2, 1 << 30, 1 << 29)]
    public void Multiply_LeftShiftBeyondInt32_Wraps(int accumulator, int shift, int multiplier, int expected) =>
        Assert.Equal(expected, FixedPoint.Multiply(accumulator, multiplier, shift));

    [Fact]
    public void Requantize_AnyAccumulator_EqualsOracle() =>
        Property.ForAll(Gen.Select(Accumulators, Multipliers, Gen.Int[-31, 30], Gen.Int[-128, 127], Gen.Int[-128, 127], Gen.Int[-128, 127]), 100_000, drawn =>
        {
            (int accumulator, int multiplier, int shift, int zeroPoint, int first, int second) = drawn;
            accumulator = FitShift(accumulator, shift);
            (int minimum, int maximum) = (Math.Min(first, second), Math.Max(first, second));
            Assert.Equal(
                RequantizeOracle.Requantize(accumulator, multiplier, shift, zeroPoint, minimum, maximum),
                FixedPoint.Requantize(accumulator, multiplier, shift, zeroPoint, minimum, maximum));
        });

    [Fact]
    public void Requantize_LargerAccumulator_NeverGivesLess() =>
        Property.ForAll(Gen.Select(Accumulators, Accumulators, Multipliers, Gen.Int[-31, 30], Gen.Int[-128, 127]), 100_000, drawn =>
        {
            (int first, int second, int multiplier, int shift, int zeroPoint) = drawn;
            (first, second) = (FitShift(first, shift), FitShift(second, shift));
            sbyte small = FixedPoint.Requantize(Math.Min(first, second), multiplier, shift, zeroPoint, -128, 127);
            sbyte large = FixedPoint.Requantize(Math.Max(first, second), multiplier, shift, zeroPoint, -128, 127);
            Assert.True(small <= large, $"{small} > {large}");
        });

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue, 0, 127, 127)]
    [InlineData(int.MinValue, int.MaxValue, 0, -128, -128)]
    [InlineData(int.MaxValue, int.MaxValue, 0, -128, 127)]
    [InlineData(int.MaxValue, 1 << 30, 0, 127, 127)]
    [InlineData(int.MinValue, 1 << 30, 0, -128, -128)]
    public void Requantize_LargestAccumulators_Saturate(int accumulator, int multiplier, int shift, int zeroPoint, int expected) =>
        Assert.Equal(expected, FixedPoint.Requantize(accumulator, multiplier, shift, zeroPoint, -128, 127));

    [Fact]
    public void Multiply_RightShift_IsWithinOneStepOfTheExactProduct() =>
        Property.ForAll(Gen.Select(Accumulators, Multipliers, Gen.Int[-31, 0]), 100_000, drawn =>
        {
            (int accumulator, int multiplier, int shift) = drawn;
            Rational exact = new Rational((BigInteger)accumulator * multiplier, BigInteger.Pow(2, 31 - shift));
            Assert.True((exact - FixedPoint.Multiply(accumulator, multiplier, shift)).Abs() <= 1);
        });

    private static int FitShift(int accumulator, int shift) => shift > 0 ? accumulator >> shift : accumulator;
}
