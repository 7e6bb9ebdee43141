// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

public class EmbGraphTests
{
    [Fact]
    public void Of_TinyModel_GivesTheSameFileAgain()
    {
        byte[] file = TinyModel.File();
        Assert.Equal(file, EmbWriter.Write(EmbGraph.Of(EmbFile.Parse(file))));
    }

    [Fact]
    public void Of_RandomNetworksWithOneScaleOrOneAChannel_GivesTheSameFileAgain()
    {
        int perTensor = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            QuantizedGraph graph = seed % 2 == 0 ? RandomGraph.MobileNetV2(seed, size: 9, blocks: 3) : RandomGraph.MobileNet(seed, size: 9, blocks: 2);
            var random = new Random(seed);
            QuantizedOperator[] operators = Array.ConvertAll(graph.Operators, op => op.Weights.Length > 0 && random.Next(2) == 0 ? op with { WeightScales = op.WeightScales[..1] } : op);
            perTensor += operators.Count(op => op.WeightScales.Length == 1);
            byte[] file = EmbWriter.Write(graph with { Operators = operators });
            Assert.Equal(file, EmbWriter.Write(EmbGraph.Of(EmbFile.Parse(file))));
        }

        Assert.True(perTensor > 500);
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D)]
    [InlineData(OperatorKind.DepthwiseConv2D)]
    [InlineData(OperatorKind.FullyConnected)]
    public void Of_RandomOperator_GivesTheSameFileAgain(OperatorKind kind)
    {
        for (int seed = 0; seed < 500; seed++)
        {
            QuantizedGraph graph = RandomOperator.Draw(kind, seed).Graph;
            byte[] file = EmbWriter.Write(graph);
            Assert.Equal(file, EmbWriter.Write(EmbGraph.Of(EmbFile.Parse(file))));
        }
    }
}
