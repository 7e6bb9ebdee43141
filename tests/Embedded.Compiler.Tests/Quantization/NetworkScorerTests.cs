// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.Quantization;

public class NetworkScorerTests
{
    /// <summary>Scores x and -x from one value: a bias of 1 on the first class changes probabilities by known amounts.</summary>
    [Fact]
    public void Score_ShiftedScores_GivesTheDivergence()
    {
        FloatGraph graph = Network(0);
        sbyte[][] inputs = [[0], [64], [-64]];
        var scorer = new NetworkScorer(graph, inputs, [0, 0, 1]);
        Assert.Equal(new NetworkScore(0, 3, 3, 3), scorer.Float);
        TensorQuantization[] grids = [.. graph.Tensors.Select(_ => new TensorQuantization(1f / 64, 0))];
        NetworkScore same = scorer.Score(Quantizer.WithGrids(graph, grids, new QuantizerOptions()));
        Assert.InRange(same.Divergence, 0, 1e-4);
        Assert.Equal((3, 3), (same.Agreeing, same.Correct));
        NetworkScore shifted = scorer.Score(Quantizer.WithGrids(Network(1.5f), grids, new QuantizerOptions()));
        Assert.Equal((2, 2), (shifted.Agreeing, shifted.Correct));
        double[] expected = [Divergence(0, 1.5), Divergence(1, 2.5), Divergence(-1, 0.5)];
        Assert.Equal(expected.Average(), shifted.Divergence, 0.01);
    }

    /// <summary>From softmax(a, 0) to softmax(b, 0).</summary>
    private static double Divergence(double a, double b)
    {
        double p = 1 / (1 + Math.Exp(-a));
        double q = 1 / (1 + Math.Exp(-b));
        return p * Math.Log(p / q) + (1 - p) * Math.Log((1 - p) / (1 - q));
    }

    private static FloatGraph Network(float bias) => new()
    {
        Tensors = [new(1, 1, 1), new(1, 1, 2), new(1, 1, 2)],
        Operators =
        [
            new FloatOperator { Kind = OperatorKind.FullyConnected, Name = "scores", Inputs = [0], Output = 1, Weights = [1, -1], Bias = [bias, 0] },
            new FloatOperator { Kind = OperatorKind.Softmax, Name = "softmax", Inputs = [1], Output = 2 },
        ],
        Labels = ["plus", "minus"],
    };
}
