// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

public class ProbabilityOutputTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void AppendTo_RowOfScores_GivesProbabilitiesOfThem(int rank)
    {
        QuantizedGraph scores = Scores(rank);
        QuantizedGraph graph = ProbabilityOutput.AppendTo(scores);
        Model model = EmbFile.Parse(EmbWriter.Write(graph)).Model;

        Assert.Equal(scores.Operators, graph.Operators[..^1]);
        Assert.True(ProbabilityOutput.IsOf(model));
        Assert.False(ProbabilityOutput.IsOf(EmbFile.Parse(EmbWriter.Write(scores)).Model));
        Assert.Equal((OperatorKind.Softmax, rank, 5), (model.Operators[^1].Kind, model.Output.Rank, model.Output.Count));
        Assert.Same(graph, ProbabilityOutput.AppendTo(graph));
    }

    [Fact]
    public void AppendTo_WhatIsNoRowOfScores_StaysAsItIs()
    {
        QuantizedGraph whole = RandomGraph.MobileNet(3);
        QuantizedGraph noPicture = Scores(2) with { InputSpec = null };
        QuantizedGraph map = whole with { Tensors = whole.Tensors[..2], Operators = whole.Operators[..1] };

        Assert.Same(whole, ProbabilityOutput.AppendTo(whole));
        Assert.Same(noPicture, ProbabilityOutput.AppendTo(noPicture));
        Assert.Same(map, ProbabilityOutput.AppendTo(map));
    }

    private static QuantizedGraph Scores(int rank)
    {
        QuantizedGraph graph = RandomGraph.MobileNet(3);
        int last = graph.Operators[^2].Output;
        return graph with
        {
            Tensors = [.. graph.Tensors[..^1].Select((tensor, index) => index == last ? tensor with { Rank = rank } : tensor)],
            Operators = graph.Operators[..^1],
        };
    }
}
