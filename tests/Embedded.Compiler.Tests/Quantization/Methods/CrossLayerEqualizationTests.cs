// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization.Methods;

public class CrossLayerEqualizationTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Equalize_Network_KeepsTheFunctionOnTheCalibrationPictures(bool isResidual, bool isPerTensor)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(seed) : RandomFloatGraph.MobileNet(seed);
            sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 12);
            FloatOutputs.AssertSame(graph, CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, inputs), isPerTensor), inputs, 1e-4);
        }
    }

    /// <summary>Equation 11: ranges 8 and 2 with readers' ranges 1 and 1 become sqrt(8), sqrt(2) on both sides, as shares of the largest.</summary>
    [Fact]
    public void Equalize_PerTensor_GivesWriterAndReaderTheSameRanges()
    {
        FloatGraph graph = Pair([8, 2], [1, 1], Activation.None);
        FloatGraph equalized = CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, [[64]]), isPerTensor: true);
        float[] written = equalized.Operators[0].Weights;
        float[] read = equalized.Operators[1].Weights;
        Assert.Equal(2, written[0] / written[1], 1e-3);
        Assert.Equal(2, read[0] / read[1], 1e-3);
        Assert.Equal(8, written[0] * read[0], 1e-3);
    }

    /// <summary>Activations 4 and 1, columns 1 and 1 of the row's largest: the factors are in the proportion sqrt(4) to sqrt(1).</summary>
    [Fact]
    public void Equalize_PerChannel_SharesTheRangeBetweenActivationAndColumn()
    {
        FloatGraph graph = Pair([8, 2], [1, 1], Activation.Relu);
        FloatGraph equalized = CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, [[64]]), isPerTensor: false);
        Assert.Equal(2, equalized.Operators[0].Weights[0] / equalized.Operators[0].Weights[1], 1e-3);
    }

    /// <summary>The first channel reaches 6 and keeps its scale; the second grows, but stays below 6 with room to spare.</summary>
    [Fact]
    public void Equalize_UnderRelu6_LeavesClampedChannelsAndKeepsDistance()
    {
        FloatGraph graph = Pair([20, 0.02f], [1, 1], Activation.Relu6);
        FloatGraph equalized = CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, [[64]]), isPerTensor: false);
        Assert.Equal(20, equalized.Operators[0].Weights[0]);
        Assert.InRange(equalized.Operators[0].Weights[1] * 0.5, 0.1, CrossLayerEqualization.Ceiling + 1e-6);
        Assert.Equal(0.02, equalized.Operators[0].Weights[1] * equalized.Operators[1].Weights[1], 1e-6);
    }

    [Fact]
    public void Equalize_DeadChannel_KeepsItsScale()
    {
        FloatGraph graph = Pair([3, 0], [1, 1], Activation.Relu);
        foreach (bool isPerTensor in new[] { false, true })
        {
            FloatGraph equalized = CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, [[64]]), isPerTensor);
            Assert.Equal((0f, 1f), (equalized.Operators[0].Weights[1], equalized.Operators[1].Weights[1]));
        }
    }

    /// <summary>One pixel of one channel, a pointwise layer with two outputs, and one that adds them; input 64 is 0.5.</summary>
    private static FloatGraph Pair(float[] first, float[] second, Activation activation) => new()
    {
        Tensors = [new(1, 1, 1), new(1, 1, 2), new(1, 1, 1)],
        Operators =
        [
            new FloatOperator { Kind = OperatorKind.Conv2D, Name = "first", Inputs = [0], Output = 1, Weights = first, Bias = [0, 0], Activation = activation },
            new FloatOperator { Kind = OperatorKind.Conv2D, Name = "second", Inputs = [1], Output = 2, Weights = second, Bias = [0] },
        ],
        Labels = ["sum"],
    };
}
