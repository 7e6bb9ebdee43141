// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

/// <summary>Sums and means whose roundings were worked out by hand; the comments give the steps.</summary>
public class RoundingVectorTests
{
    [Theory]
    // Scales 1, 1 and 2: 2^19 (a + b) comes to (a + b) / 2, exactly between two away from zero.
    [InlineData(1f, 2f, 1, 0, 1)]
    [InlineData(1f, 2f, -1, 0, -1)]
    [InlineData(1f, 2f, 2, 1, 2)]
    [InlineData(1f, 2f, -2, -1, -2)]
    [InlineData(1f, 2f, 127, 127, 127)]
    [InlineData(1f, 2f, -128, -128, -128)]
    // Scales 1, 1 and 1: exact, and clamped.
    [InlineData(1f, 1f, 100, 27, 127)]
    [InlineData(1f, 1f, 100, 28, 127)]
    [InlineData(1f, 1f, -100, -29, -128)]
    // Scales 1, 2^-21 and 2: the second product is b / 4, halves away from zero; half of 2^19 + that, halves up; then / 2^19.
    [InlineData(1f / (1 << 21), 2f, 1, -8, 0)] // -2; 2^18 - 1; below one half
    [InlineData(1f / (1 << 21), 2f, 1, -6, 0)] // -1.5 to -2; 2^18 - 1
    [InlineData(1f / (1 << 21), 2f, 1, -5, 1)] // -1.25 to -1; 2^18 - 0.5 to 2^18; one half away from zero, though the true sum is below it
    [InlineData(1f / (1 << 21), 2f, 1, -4, 1)] // -1
    [InlineData(1f / (1 << 21), 2f, 1, 0, 1)]
    [InlineData(1f / (1 << 21), 2f, -1, 8, 0)] // 2; -2^18 + 1
    [InlineData(1f / (1 << 21), 2f, -1, 4, 0)] // 1; -2^18 + 0.5 to -2^18 + 1
    [InlineData(1f / (1 << 21), 2f, -1, 2, 0)] // 0.5 to 1, away from zero
    [InlineData(1f / (1 << 21), 2f, -1, 1, -1)] // 0.25 to 0
    [InlineData(1f / (1 << 21), 2f, -1, -2, -1)] // -0.5 to -1; -2^18 - 0.5 up to -2^18
    public void Add_KnownValues_IsTheKnownSum(float secondScale, float outScale, int first, int second, int expected)
    {
        // A network has one input: the second one is a convolution's bias.
        var graph = new QuantizedGraph
        {
            Tensors = [Tensor(1, 1f), Tensor(1, secondScale), Tensor(1, outScale)],
            Operators =
            [
                new QuantizedOperator { Kind = OperatorKind.Conv2D, Name = "second", Inputs = [0], Output = 1, Weights = [0], Bias = [second], WeightScales = [secondScale] },
                new QuantizedOperator { Kind = OperatorKind.Add, Name = "sum", Inputs = [0, 1], Output = 2 },
            ],
            Labels = [],
        };
        Assert.Equal([(sbyte)expected], Run(graph, [(sbyte)first]));
        graph.Operators[1] = graph.Operators[1] with { Inputs = [1, 0] };
        Assert.Equal([(sbyte)expected], Run(graph, [(sbyte)first]));
    }

    [Theory]
    // Four values, equal scales: the sum / 2, halves up, then / 2, halves away from zero.
    [InlineData(4, 1, 1)] // 0.5 up to 1; 0.5 to 1: the true mean is 0.25
    [InlineData(4, 2, 1)] // 1; 0.5 to 1
    [InlineData(4, 3, 1)] // 1.5 up to 2; 1
    [InlineData(4, 5, 2)] // 2.5 up to 3; 1.5 to 2: the true mean is 1.25
    [InlineData(4, -1, 0)] // -0.5 up to 0
    [InlineData(4, -2, -1)] // -1; -0.5 to -1
    [InlineData(4, -3, -1)] // -1.5 up to -1; -0.5 to -1
    [InlineData(4, -5, -1)] // -2.5 up to -2; -1
    // Nine values: multiplier floor(2^33 / 9) = 954437176, shift -2.
    [InlineData(9, 45, 5)] // 19.9999999 to 20; 5
    [InlineData(9, 40, 5)] // 17.8 to 18; 4.5 to 5: the true mean is 4.4
    [InlineData(9, -40, -5)]
    [InlineData(9, 39, 4)] // 17.3 to 17; 4.25
    [InlineData(9, -127 * 9, -127)]
    [InlineData(1, -77, -77)]
    public void Mean_KnownValues_IsTheKnownMean(int pixels, int sum, int expected)
    {
        var graph = new QuantizedGraph
        {
            Tensors = [Tensor(pixels, 1f), Tensor(1, 1f)],
            Operators = [new QuantizedOperator { Kind = OperatorKind.Mean, Name = "mean", Inputs = [0], Output = 1 }],
            Labels = [],
        };
        var input = new sbyte[pixels];
        for (int at = 0; at < pixels; at++)
        {
            input[at] = (sbyte)(sum / pixels + (at < Math.Abs(sum % pixels) ? Math.Sign(sum) : 0));
        }

        Assert.Equal([(sbyte)expected], Run(graph, input));
    }

    [Fact]
    public void Pad_TwoByOneWithTwoChannels_LiesInAFrameOfZeroPoints()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(2, 1, 2), zeroPoint: 9);
        builder.Pad(1, 2, 0, 1);
        Assert.Equal([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 9, 9, 9, 9, 9, 9, 3, 4, 9, 9], Run(builder.Build([]), [1, 2, 3, 4]));
    }

    private static QuantizedTensor Tensor(int pixels, float scale) => new(new TensorShape(pixels, 1, 1), 4, scale, 0);

    private static sbyte[] Run(QuantizedGraph graph, sbyte[] input) =>
        RecordedRun.Of(ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph))), input).Outputs[^1];
}
