// SPDX-License-Identifier: MIT
using System.Numerics;
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

public class MeanParametersTests
{
    [Theory]
    [InlineData(1f, 1f, 1, 1 << 30, 1)]
    [InlineData(1f, 1f, 4, 1 << 30, -1)]
    [InlineData(1f, 1f, 9, 954437176, -2)] // 2^33 / 9 = 954437176.9, cut off
    [InlineData(1f, 2f, 49, 701219150, -5)] // 2^35 / 49 = 701219150.4
    [InlineData(1f, 2147483648f, 16, 1 << 27, -31)] // a shift of at least -31 costs bits of the multiplier
    [InlineData(1e-10f, 1f, 4, 0, -2)]
    public void For_KnownScales_AreTheKnownNumbers(float input, float output, int count, int multiplier, int shift) =>
        Assert.Equal([multiplier, shift], MeanParameters.For(input, output, count));

    [Fact]
    public void For_AnyScalesAndCount_AreTheRulesInWords()
    {
        var random = new Random(1);
        for (int draw = 0; draw < 20_000; draw++)
        {
            float input = MathF.Pow(2, 34 * random.NextSingle() - 20);
            float output = MathF.Pow(2, 34 * random.NextSingle() - 14);
            int count = random.Next(2) == 0 ? random.Next(1, 300) : random.Next(1, 1 << random.Next(1, 26));
            QuantizedMultiplier pair = QuantizedMultiplier.From((double)input / output);
            int power = 0;
            while (BigInteger.Pow(2, power + 1) <= count && pair.Shift - power > -31)
            {
                power++;
            }

            BigInteger multiplier = pair.Multiplier * BigInteger.Pow(2, power) / count;
            Assert.Equal([(int)multiplier, pair.Shift - power], MeanParameters.For(input, output, count));
        }
    }
}
