// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class OperatorCostTests
{
    [Fact]
    public void Of_EveryKind_CountsWeightsBiasesAndMultiplyAccumulates()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(9, 9, 3));
        builder.Conv2D(8, 3, 2, Activation.Relu6); // 5x5x8
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.Conv2D(4, 1, 1, Activation.Relu6);
        builder.AveragePool2D();
        builder.FullyConnected(2, Activation.None);
        builder.Softmax();
        Operator[] operators = EmbFile.Parse(EmbWriter.Write(builder.Build(["a", "b"]))).Model.Operators;

        OperatorCost[] costs = Array.ConvertAll(operators, OperatorCost.Of);

        Assert.Equal(
            [
                new OperatorCost(5 * 5 * 3 * 3 * 3 * 8, 3 * 3 * 3 * 8, 8),
                new OperatorCost(5 * 5 * 3 * 3 * 8, 3 * 3 * 8, 8),
                new OperatorCost(5 * 5 * 8 * 4, 8 * 4, 4),
                new OperatorCost(0, 0, 0),
                new OperatorCost(4 * 2, 4 * 2, 2),
                new OperatorCost(0, 0, 0),
            ],
            costs);
    }

    [Fact]
    public void Of_MobileNetQuarterWidthAt96_IsThePapersCount()
    {
        // Howard et al. 2017, table 1 with width 0.25 at 96 pixels, 1000 classes: the sum over the table's rows.
        (int Channels, int Stride)[] blocks = [(16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (128, 1), (128, 1), (128, 1), (128, 1), (256, 2), (256, 1)];
        var builder = new RandomGraphBuilder(2, new TensorShape(96, 96, 3));
        builder.Conv2D(8, 3, 2, Activation.Relu6);
        foreach ((int channels, int stride) in blocks)
        {
            builder.DepthwiseConv2D(3, stride, 1, Activation.Relu6);
            builder.Conv2D(channels, 1, 1, Activation.Relu6);
        }

        builder.AveragePool2D();
        builder.Conv2D(1000, 1, 1, Activation.None);
        string[] labels = [.. Enumerable.Range(0, 1000).Select(index => $"c{index}")];
        ModelInspection inspection = ModelInspection.Of(EmbFile.Parse(EmbWriter.Write(builder.Build(labels))));

        Assert.Equal(7_489_152 + 256_000, inspection.MultiplyAccumulates);
        Assert.Equal(207_600 + 256_000, inspection.Costs.Sum(cost => cost.Weights));
        Assert.Equal(13, inspection.Blocks.Count);
    }
}
