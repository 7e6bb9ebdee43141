// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training;
using Embedded.Training.Models;

namespace Embedded.Cli.Tests.Training;

/// <summary>Published numbers: the MobileNetV2 paper (Sandler et al. 2018), tables 2 and 4, and tensorflow/models slim/nets/mobilenet/README.md.</summary>
public class MobileNetV2Tests
{
    private const int ImageNetClasses = 1001; // with TensorFlow's background class

    /// <summary>In whole millions, cut off, as slim's table prints them; inputs of 224, 192, 160, 128 and 96.</summary>
    [Theory]
    [InlineData(1.0, 300, 221, 154, 99, 56)]
    [InlineData(0.75, 209, 153, 107, 69, 39)]
    [InlineData(0.5, 97, 71, 50, 32, 18)]
    [InlineData(0.35, 59, 43, 30, 20, 11)]
    public void MultiplyAccumulates_OfThePublishedSizes_EqualTheTable(double width, params int[] millions)
    {
        int[] sizes = [224, 192, 160, 128, 96];
        for (int index = 0; index < sizes.Length; index++)
        {
            Assert.Equal(millions[index], Plan(width, sizes[index], ImageNetClasses).MultiplyAccumulates / 1_000_000);
        }
    }

    /// <summary>Filters and the classifier's bias; slim's table leaves batch norms out.</summary>
    [Theory]
    [InlineData(1.0, 3.47)]
    [InlineData(0.75, 2.61)]
    [InlineData(0.5, 1.95)]
    [InlineData(0.35, 1.66)]
    public void Parameters_OfThePublishedWidths_EqualTheTable(double width, double millions)
    {
        NetworkPlan plan = Plan(width, 224, ImageNetClasses);
        Assert.Equal(millions, Math.Round((plan.Layers.Sum(layer => (long)layer.Weights) + ImageNetClasses) / 1e6, 2));
    }

    /// <summary>Added up by hand from the paper's table 2 with 1000 classes: filters, batch norm channels, multiply-accumulates at 224.</summary>
    [Theory]
    [InlineData(1.0, 3_469_760, 17_056, 300_774_272)]
    [InlineData(0.75, 2_608_784, 13_320, 209_069_792)]
    [InlineData(0.5, 1_949_136, 9_272, 97_131_840)]
    [InlineData(0.35, 1_662_048, 7_040, 59_285_808)]
    public void Plan_OfThePublishedWidths_HasExactlyTheseCounts(double width, long weights, int channels, long multiplyAccumulates)
    {
        NetworkPlan plan = Plan(width, 224, 1000);
        Assert.Equal(weights, plan.Layers.Sum(layer => (long)layer.Weights));
        Assert.Equal(channels, plan.BatchNormChannels);
        Assert.Equal(multiplyAccumulates, plan.MultiplyAccumulates);
        Assert.Equal(weights + channels + 1000, plan.Parameters);
    }

    /// <summary>Keras' MobileNetV2 of width 1 counts 3,538,984 parameters, four for each batch norm channel.</summary>
    [Fact]
    public void Parameters_CountedAsKerasDoes_AreKeras() =>
        Assert.Equal(3_538_984, Plan(1, 224, 1000).Parameters + (3 * Plan(1, 224, 1000).BatchNormChannels));

    [Theory]
    [InlineData(1.0, 32, 32)]
    [InlineData(0.35, 32, 16)] // 11.2: 8 would be less than nine tenths
    [InlineData(0.35, 24, 8)] // 8.4
    [InlineData(0.75, 24, 24)] // 18: 16 would be less than nine tenths
    [InlineData(0.5, 24, 16)] // 12 lies in the middle
    [InlineData(0.1, 16, 8)]
    public void Channels_AreMultiplesOfEightOfNineTenthsAtLeast(double width, int channels, int expected) =>
        Assert.Equal(expected, MobileNetV2.Channels(width, channels));

    [Theory]
    [InlineData(0.35, 1000, null, 1280)]
    [InlineData(0.35, 5, null, 448)]
    [InlineData(1.0, 5, null, 1280)]
    [InlineData(0.35, 5, 1280, 1280)]
    [InlineData(0.35, 5, 256, 256)]
    public void Plan_Head_ShrinksForFewClasses(double width, int classes, int? head, int expected) =>
        Assert.Equal(expected, Architectures.Plan(Spec(width, 96, classes) with { Head = head }).Features.Channels);

    [Fact]
    public void Plan_Narrow96WithFiveClasses_HasTheKnownDeviceCost()
    {
        NetworkPlan plan = Plan(0.35, 96, 5);
        Assert.Equal(9_817_712, plan.MultiplyAccumulates);
        Assert.Equal(297_317, plan.Parameters);
        Assert.Equal(new(3, 3, 448), plan.Features);
    }

    [Fact]
    public void Plan_Blocks_AreLinearBottlenecksWithResiduals()
    {
        NetworkPlan plan = Plan(1, 224, 1000);
        Assert.Equal(53, plan.Layers.Count);
        Assert.Equal(["conv0", "block1/depthwise", "block1/project", "block2/expand", "block2/depthwise"], plan.Layers.Take(5).Select(layer => layer.Name));
        Layer[] projections = [.. plan.Layers.Where(layer => layer.Activation == Activation.None && layer.HasBatchNorm)];
        Assert.Equal([16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320], projections.Select(layer => layer.Output.Channels));
        Assert.Equal([3, 5, 6, 8, 9, 10, 12, 13, 15, 16], plan.Layers.Where(layer => layer.Residual is not null).Select(layer => int.Parse(layer.Name[5..^8])));
        Assert.All(plan.Layers.Where(layer => layer.Residual is not null), layer =>
        {
            Layer source = plan.Layers[layer.Residual!.Value];
            Assert.EndsWith("/project", source.Name);
            Assert.Equal(source.Output, layer.Output);
        });
    }

    [Fact]
    public void Plan_HeadOfMobileNetV1_IsRefused()
    {
        var e = Assert.Throws<RecipeException>(() => Architectures.Plan(new NetworkSpec { Classes = 5, Head = 256 }));
        Assert.Contains("mobilenet-v1 has no head", e.Message);
        Assert.Throws<RecipeException>(() => Architectures.Plan(Spec(0.35, 96, 5) with { Head = 4 }));
    }

    private static NetworkSpec Spec(double width, int size, int classes) =>
        new() { Architecture = MobileNetV2.ArchitectureName, Width = width, Size = size, Classes = classes };

    private static NetworkPlan Plan(double width, int size, int classes) => Architectures.Plan(Spec(width, size, classes));
}
