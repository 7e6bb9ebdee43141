// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization.Methods;

public class ChannelStreamTests
{
    /// <summary>Every convolution but the last is followed by one that can take its factors back; the pool lets them pass.</summary>
    [Fact]
    public void Find_MobileNet_PairsEveryLayerWithTheNext()
    {
        IReadOnlyList<ChannelStream> streams = ChannelStream.Find(RandomFloatGraph.MobileNet(1));
        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 4), (4, 6)], streams.Select(stream => (stream.Writers.Single(), stream.Readers.Single())));
        Assert.All(streams, stream => Assert.True(stream.HasCeiling));
        Assert.Equal([5, 6], streams[^1].Tensors);
    }

    /// <summary>What a sum joins is one stream with all its writers and readers, mean and classifier included.</summary>
    [Fact]
    public void Find_ResidualNetwork_JoinsWhatIsAdded()
    {
        FloatGraph graph = RandomFloatGraph.MobileNetV2(1);
        ChannelStream residual = Assert.Single(ChannelStream.Find(graph), stream => stream.Writers.Length > 1);
        Assert.Equal(["op1", "op4", "op8"], residual.Writers.Select(index => graph.Operators[index].Name));
        Assert.Equal(["op2", "op6", "op11"], residual.Readers.Select(index => graph.Operators[index].Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_PowersOfTwoBetweenLayers_KeepTheFunction(bool isResidual)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(seed) : RandomFloatGraph.MobileNet(seed);
            sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 8);
            FloatGraph stressed = ChannelStress.Apply(graph, inputs, seed);
            Assert.NotEqual(graph.Operators.SelectMany(op => op.Weights), stressed.Operators.SelectMany(op => op.Weights));
            FloatOutputs.AssertSame(graph, stressed, inputs, 1e-5);
        }
    }
}
