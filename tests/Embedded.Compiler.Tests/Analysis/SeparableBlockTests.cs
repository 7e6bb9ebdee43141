// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class SeparableBlockTests
{
    [Fact]
    public void FindAll_ThirtyTwoToSixtyFourChannels_CostsAsInTheArticle()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(14, 14, 32));
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.Conv2D(64, 1, 1, Activation.Relu6);

        SeparableBlock block = Assert.Single(SeparableBlock.FindAll(Model(builder)));

        Assert.Equal(288, block.DepthwiseWeights);
        Assert.Equal(2_048, block.PointwiseWeights);
        Assert.Equal(18_432, block.StandardWeights);
        Assert.Equal(14 * 14 * (288 + 2_048), block.MultiplyAccumulates);
        Assert.Equal(14 * 14 * 18_432, block.StandardMultiplyAccumulates);
    }

    [Fact]
    public void FindAll_StrideTwoAndDepthMultiplier_StandardConvolutionReadsTheBlocksInput()
    {
        var builder = new RandomGraphBuilder(2, new TensorShape(8, 8, 3));
        builder.DepthwiseConv2D(5, 2, 4, Activation.Relu6); // 3 to 12 channels, 8x8 to 4x4
        builder.Conv2D(16, 1, 1, Activation.Relu6);

        SeparableBlock block = Assert.Single(SeparableBlock.FindAll(Model(builder)));

        Assert.Equal(5 * 5 * 3 * 16, block.StandardWeights);
        Assert.Equal(4 * 4 * 5 * 5 * 3 * 16, block.StandardMultiplyAccumulates);
    }

    [Fact]
    public void FindAll_InvertedResiduals_AreDepthwiseAndProjection()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV2(1, blocks: 4))).Model;

        Assert.Equal([3, 6, 10, 14], SeparableBlock.FindAll(model).Select(block => block.DepthwiseIndex));
    }

    [Fact]
    public void FindAll_DepthwiseThatASumReadsToo_IsNoBlock()
    {
        var builder = new RandomGraphBuilder(4, new TensorShape(8, 8, 4));
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.Conv2D(4, 1, 1, Activation.None);
        builder.Add(1);

        Assert.Empty(SeparableBlock.FindAll(Model(builder)));
    }

    [Fact]
    public void FindAll_DepthwiseWithoutPointwise_IsNoBlock()
    {
        var builder = new RandomGraphBuilder(3, new TensorShape(8, 8, 4));
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.Conv2D(6, 3, 1, Activation.Relu6);

        Assert.Empty(SeparableBlock.FindAll(Model(builder)));
    }

    private static Model Model(RandomGraphBuilder builder) => EmbFile.Parse(EmbWriter.Write(builder.Build([]))).Model;
}
