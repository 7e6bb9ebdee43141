// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

/// <summary>Ranges and channels, on networks whose values are known.</summary>
public class LayerReporterChannelTests
{
    private const double Tolerance = 1e-6; // single precision

    [Fact]
    public void Report_Relu6_NamesDeadLostAndSaturatedChannels()
    {
        FloatGraph graph = SmallNetwork.With(Activation.Relu6, (1, 1), (0, 0.5f), (600, 0), (0.001f, 0.001f));
        LayerReport mix = Report(graph, new QuantizerOptions { Observer = "min-max" }).Layers[0];
        ChannelReport channels = mix.Channels;
        Assert.Equal((0f, 6f), (mix.Minimum, mix.Maximum));
        Assert.Equal(0, mix.CoveredMinimum, Tolerance);
        Assert.Equal(6, mix.CoveredMaximum, Tolerance);
        Assert.Equal(0, mix.ClippedShare);
        Assert.Equal(4, channels.Count);
        Assert.Equal([1], channels.Dead);
        Assert.Equal([3], channels.Lost);
        Assert.Equal([new ChannelShare(2, 0.5)], channels.SaturatedTop); // 1/2 and 127/128
        Assert.Empty(channels.SaturatedBottom);
        Assert.True(channels.IsTopNatural);
        Assert.True(channels.IsBottomNatural);
        Assert.Equal((0.25 + 0 + 0.5 + 1) / 4, channels.BottomShare);
        Assert.Equal(6 / (0.001 * 255 / 128), channels.Spread, 6 / (0.001 * 255 / 128) * 1e-4); // the sum with 0.001 rounds
        Assert.Equal((2, 0, 3), (channels.Widest!.Channel, channels.Middle!.Channel, channels.Narrowest!.Channel));
        Assert.Equal(1, channels.Widest.Share, Tolerance);
        Assert.Equal(255 / 128.0 / 6, channels.Middle.Share, Tolerance);
    }

    [Fact]
    public void Report_GridNarrowerThanTheValues_CountsWhatItClips()
    {
        FloatGraph graph = SmallNetwork.With(Activation.None, (1, 0), (0.125f, 0));
        var grids = new TensorQuantization[graph.Tensors.Length];
        Array.Fill(grids, new TensorQuantization(1f / 64, 0));
        grids[1] = new TensorQuantization(0.75f / 127, 0); // -0.756 to 0.75: -1 and 127/128 of channel 0 lie outside
        NetworkReport report = LayerReporter.Report(graph, Quantizer.WithGrids(graph, grids, new QuantizerOptions()), SmallNetwork.Pictures);
        LayerReport mix = report.Layers[0];
        Assert.Equal(0.25, mix.ClippedShare);
        Assert.Equal("-", mix.Observer);
        Assert.Equal([new ChannelShare(0, 0.25)], mix.Channels.SaturatedTop);
        Assert.Equal([new ChannelShare(0, 0.25)], mix.Channels.SaturatedBottom);
        Assert.False(mix.Channels.IsTopNatural);
        Assert.False(mix.Channels.IsBottomNatural);
        Assert.Equal(LayerCause.Clipping, mix.Cause);
    }

    [Fact]
    public void Report_AllChannelsDead_HasNoSpread()
    {
        FloatGraph graph = SmallNetwork.With(Activation.Relu, (0, 1), (0, -1));
        ChannelReport channels = Report(graph, new QuantizerOptions()).Layers[0].Channels;
        Assert.Equal([0, 1], channels.Dead);
        Assert.Equal(0, channels.Spread);
        Assert.Null(channels.Widest);
        Assert.Null(channels.Middle);
        Assert.Null(channels.Narrowest);
    }

    private static NetworkReport Report(FloatGraph graph, QuantizerOptions options) => Quantizer.Quantize(graph, SmallNetwork.Pictures, options).Report;
}
