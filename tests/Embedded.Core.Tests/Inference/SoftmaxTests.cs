// SPDX-License-Identifier: MIT
using CsCheck;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Inference.Kernels;
using Embedded.Testing;
using Embedded.Testing.Oracle;

namespace Embedded.Core.Tests.Inference;

public class SoftmaxTests
{
    [Fact]
    public void Exp_AnyValue_EqualsOracle() =>
        Property.ForAll(Gen.Frequency((4, Gen.Int[-31 << 26, 0]), (2, Gen.Int[-1 << 26, 0]), (1, Gen.Int[-40, 0]), (1, Gen.Int[0, 124].Select(quarters => -quarters << 24))), 50_000, x =>
            Assert.Equal((int)SoftmaxOracle.Exp(x), SoftmaxMath.Exp(x)));

    [Fact]
    public void Exp_AnyValue_IsTheExponential() =>
        Property.ForAll(Gen.Int[-31 << 26, 0], 50_000, x =>
            Assert.Equal(Math.Exp(x / 67108864.0), SoftmaxMath.Exp(x) / 2147483648.0, tolerance: 4e-7));

    [Fact]
    public void OneOverOnePlus_AnyValue_EqualsOracle() =>
        Property.ForAll(Gen.Frequency((4, Gen.Int[0, int.MaxValue]), (1, Gen.Int[0, 9]), (1, Gen.Int[int.MaxValue - 9, int.MaxValue])), 50_000, x =>
            Assert.Equal((int)SoftmaxOracle.OneOverOnePlus(x), SoftmaxMath.OneOverOnePlus(x)));

    [Theory]
    [InlineData(0, 32)]
    [InlineData(1, 31)]
    [InlineData(2, 30)]
    [InlineData(3, 30)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MinValue, 0)]
    [InlineData(-1, 0)]
    public void LeadingZeros_Value_CountsZeroBits(int value, int expected) => Assert.Equal(expected, SoftmaxMath.LeadingZeros(value));

    [Theory]
    [InlineData(2, 300)]
    [InlineData(5, 300)]
    [InlineData(40, 100)]
    [InlineData(1001, 20)]
    public void Run_RandomLogits_IsWithinOneStepOfTheTrueSoftmax(int classes, int cases)
    {
        for (int seed = 0; seed < cases; seed++)
        {
            float scale = MathF.Pow(2, -9 + 8 * new Random(seed).NextSingle());
            sbyte[] logits = RandomBytes.Draw(seed, classes);
            sbyte[] output = Run(logits, scale);
            double[] expected = SoftmaxOracle.Mathematical(logits, scale);
            for (int index = 0; index < classes; index++)
            {
                Assert.InRange(output[index] + 128, Math.Min(254.5, expected[index]) - 1, expected[index] + 1); // 255 is the largest
            }
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(65535)]
    public void Run_MoreEqualClassesThanStepsInOne_GivesZeroToAll(int classes) =>
        Assert.DoesNotContain(Run(new sbyte[classes], 0.25f), value => value != -128);

    [Fact]
    public void Run_OneClass_GivesTheLargestProbability() => Assert.Equal([127], Run([-7], 0.25f));

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-9f)]
    [InlineData(1e6f)]
    [InlineData(1e30f)]
    public void Run_ExtremeScale_EqualsTheLimit(float scale)
    {
        sbyte[] output = Run([5, 4, -128, 127], scale);
        Assert.Equal(scale < 1 ? [-64, -64, -64, -64] : [-128, -128, -128, 127], output);
    }

    [Fact]
    public void Run_SeveralLargestClassesAtAnExtremeScale_ShareTheProbability() => Assert.Equal([0, 0, -128], Run([127, 127, 126], 1e30f));

    private static sbyte[] Run(sbyte[] logits, float scale)
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(1, 1, logits.Length), scale);
        builder.Softmax();
        Model model = ModelReader.Read(new SegmentedModel(EmbWriter.Write(builder.Build([]))));
        return RecordedRun.Of(model, logits).Outputs[0];
    }
}
