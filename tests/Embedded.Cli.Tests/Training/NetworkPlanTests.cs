// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Models;

namespace Embedded.Cli.Tests.Training;

/// <summary>
/// Published numbers: the MobileNets paper (Howard et al. 2017) and tensorflow/models slim/nets, mobilenet_v1.md (table) and
/// mobilenet_v1.py (layer by layer).
/// </summary>
public class NetworkPlanTests
{
    private const int ImageNetClasses = 1001; // with TensorFlow's background class

    /// <summary>
    /// Counted: filters times output positions of all layers, the classifier included, pooling not. In whole
    /// millions, rounded, as the tables print them.
    /// </summary>
    [Theory]
    [InlineData(1.0, 569, 418, 291, 186)]
    [InlineData(0.75, 325, 239, 166, 107)] // the paper's 325; slim's table has 317, 233, 162, 104, its layer list agrees with these
    [InlineData(0.5, 149, 110, 77, 49)] // the paper's 149 (149.497 exactly); slim's table has 150
    [InlineData(0.25, 41, 30, 21, 14)] // slim's table has 34 at 192, which no network between its neighbours can have
    public void MultiplyAccumulates_OfThePublishedSizes_EqualTheTables(double width, int at224, int at192, int at160, int at128)
    {
        int[] sizes = [224, 192, 160, 128];
        int[] expected = [at224, at192, at160, at128];
        for (int index = 0; index < sizes.Length; index++)
        {
            Assert.Equal(expected[index], Math.Round(Plan(width, sizes[index]).MultiplyAccumulates / 1e6));
        }
    }

    /// <summary>
    /// Counted: filters and the classifier's bias, and for each batch norm channel an offset, a mean and a variance (slim's batch
    /// norm has no scale).
    /// </summary>
    [Theory]
    [InlineData(1.0, 4.24)]
    [InlineData(0.75, 2.59)]
    [InlineData(0.5, 1.34)]
    [InlineData(0.25, 0.47)]
    public void Parameters_OfThePublishedWidths_EqualTheTable(double width, double millions)
    {
        NetworkPlan plan = Plan(width, 224);
        long count = plan.Layers.Sum(layer => (long)layer.Weights) + ImageNetClasses + (3L * plan.BatchNormChannels);
        Assert.Equal(millions, Math.Round(count / 1e6, 2));
    }

    [Theory]
    [InlineData(1.0, 224, 3_185_088, 567_716_352)]
    [InlineData(0.75, 128, 1_800_144, 106_002_432)]
    public void FeatureLayers_OfSlimsTwoListings_HaveExactlyTheirCounts(double width, int size, long weights, long multiplyAccumulates)
    {
        Layer[] features = Plan(width, size).Layers.SkipLast(1).ToArray();
        Assert.Equal(27, features.Length);
        Assert.Equal(weights, features.Sum(layer => (long)layer.Weights));
        Assert.Equal(multiplyAccumulates, features.Sum(layer => layer.MultiplyAccumulates));
    }

    [Fact]
    public void FirstBlock_AgainstAStandardConvolution_IsTheArticlesArithmetic()
    {
        NetworkPlan plan = Plan(1, 224);
        Layer depthwise = plan.Layers[1];
        Layer pointwise = plan.Layers[2];
        Assert.Equal(288, depthwise.Weights); // 3 x 3 x 32
        Assert.Equal(2048, pointwise.Weights); // 32 x 64
        Layer standard = depthwise with { Kind = LayerKind.Convolution, Output = pointwise.Output };
        Assert.Equal(18_432, standard.Weights); // 3 x 3 x 32 x 64
    }

    [Fact]
    public void Plan_SmallestWidth_KeepsAtLeastEightChannels()
    {
        NetworkPlan plan = Plan(0.1, 96);
        Assert.Equal(8, plan.Layers[0].Output.Channels);
        Assert.Equal(8, plan.Layers[2].Output.Channels); // int(6.4)
        Assert.Equal(12, plan.Layers[4].Output.Channels); // int(12.8)
        Assert.Equal(102, plan.Features.Channels);
    }

    [Fact]
    public void Plan_Quarter96WithFiveClasses_HasTheKnownDeviceCost()
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.25, Size = 96, Classes = 5 });
        Assert.Equal(7_490_432, plan.MultiplyAccumulates);
        Assert.Equal(new(3, 3, 256), plan.Features);
    }

    [Theory]
    [InlineData(112, 56, 0)]
    [InlineData(97, 49, 1)]
    public void Plan_StrideTwo_PadsLikeTensorFlow(int size, int outSize, int leading)
    {
        Layer first = Plan(0.25, size).Layers[0];
        Assert.Equal(outSize, first.Output.Height);
        Assert.Equal(leading, first.Window.PadTop);
        Assert.Equal(1, first.Window.PadBottom);
    }

    [Theory]
    [InlineData(0.09, 96, 3, 5)]
    [InlineData(1.01, 96, 3, 5)]
    [InlineData(double.NaN, 96, 3, 5)]
    [InlineData(0.25, 31, 3, 5)]
    [InlineData(0.25, 225, 3, 5)]
    [InlineData(0.25, 96, 2, 5)]
    [InlineData(0.25, 96, 3, 1)]
    public void Plan_ImpossibleSpec_IsRefused(double width, int size, int channels, int classes)
    {
        var spec = new NetworkSpec { Width = width, Size = size, Channels = channels, Classes = classes };
        Assert.Throws<RecipeException>(() => Architectures.Plan(spec));
    }

    [Fact]
    public void Plan_UnknownArchitecture_NamesTheKnownOnes()
    {
        var e = Assert.Throws<RecipeException>(() => Architectures.Plan(new NetworkSpec { Architecture = "alexnet", Classes = 5 }));
        Assert.Contains("mobilenet-v1", e.Message);
    }

    private static NetworkPlan Plan(double width, int size) =>
        Architectures.Plan(new NetworkSpec { Width = width, Size = size, Classes = ImageNetClasses });
}
