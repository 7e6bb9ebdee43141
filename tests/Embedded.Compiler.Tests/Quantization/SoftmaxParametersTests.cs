// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

public class SoftmaxParametersTests
{
    [Theory]
    [InlineData(1f / 256, 1.0, 1 << 30, 19, -3968)] // 2^18; 31 2^26 / 2^19
    [InlineData(1f / 16, 1.0, 1 << 30, 23, -248)]
    [InlineData(0.25f, 1.0, 1 << 30, 25, -62)]
    [InlineData(0.1875f, 1.0, 3 << 29, 24, -124)]
    [InlineData(1f, 1.0, 1 << 30, 27, -15)]
    [InlineData(8f, 2.0, 1 << 30, 31, 0)] // TensorFlow Lite's quantization_util_test.cc
    [InlineData(16f, 2.0, int.MaxValue, 31, 0)]
    [InlineData(1e30f, 1.0, int.MaxValue, 31, 0)]
    [InlineData(1e-30f, 1.0, 1361129472, 0, -2080374784)] // below 2^-26 the shift stays 0
    public void For_KnownScale_GivesTheKnownNumbers(float scale, double beta, int multiplier, int shift, int smallest) =>
        Assert.Equal((multiplier, shift, smallest), SoftmaxParameters.For(scale, beta));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void For_ImpossibleScale_Throws(float scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxParameters.For(scale));
}
