// SPDX-License-Identifier: MIT
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Tests;

/// <summary>Layer reports as people see them, in consoles of several widths.</summary>
public sealed class LayerTableTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void Render_LayersOfAMobileNet_FitTheConsole(int width)
    {
        string[] lines = Draw(Report(29), width);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.Equal(29, lines.Count(line => line.Contains("/depthwise")));
        string costliest = Assert.Single(lines, line => line.Contains("block28/depthwise"));
        Assert.Matches("-12.5 .. 123 +0.50 % +3 +(1 +)?1234x +21.5 dB +(31 dB #117 +)?28.00 mnat", costliest);
        Assert.Equal(width >= 100, lines.Any(line => line.Contains("percentile")));
        Assert.Equal(width >= 120, costliest.Contains("31 dB #117"));
    }

    [Fact]
    public void Render_ManyLayers_KeepsThoseThatCostMost()
    {
        string[] lines = Draw(Report(70), 80);
        Assert.Equal(30, lines.Count(line => line.Contains("/depthwise")));
        Assert.Contains(lines, line => line.Contains("and 40 that cost less"));
        Assert.Contains(lines, line => line.Contains("block40/depthwise"));
        Assert.DoesNotContain(lines, line => line.Contains("block39/depthwise"));
    }

    [Theory]
    [InlineData(LayerCause.ChannelSpread, "channel 7 needs 98 % of the grid, half of the others less than 2.5 %; --method auto equalizes channels, or train --qat")]
    [InlineData(LayerCause.Clipping, "its grid ends at -12.7 and 12.8 and clips 0.5 % of its values; --observer min-max clips nothing, or train --qat")]
    [InlineData(LayerCause.Weights, "rounding its weights makes most of it, those of filter 117 have 31 dB left; --method auto rounds and corrects them better, or train --qat")]
    [InlineData(LayerCause.Resolution, "its channels are alike and use the grid, finer steps are not to be had; train --qat teaches the network to live with it")]
    public void Costliest_EveryCause_SaysWhyAndWhatHelps(LayerCause cause, string reason)
    {
        LayerReport layer = Layer(30) with
        {
            ClippedShare = cause == LayerCause.Clipping ? 0.005 : 0,
            WeightsDivergence = cause == LayerCause.Weights ? 0.029 : 0.001,
            Channels = Layer(0).Channels with { Middle = new ChannelShare(3, cause == LayerCause.ChannelSpread ? 0.025 : 0.8) },
        };
        Assert.Equal(cause, layer.Cause);
        Assert.Equal($"block30/depthwise costs most alone (30.00 mnat, 100 % of the sum): {reason}", LayerText.Costliest(Report(0) with { Layers = [layer, .. Enumerable.Range(0, 9).Select(_ => Layer(0))] }));
    }

    [Theory]
    [InlineData(true, "; train --qat teaches the network to live with it")]
    [InlineData(false, "31 dB left")]
    public void Costliest_WhatWasTriedAlready_IsNotAdvised(bool isTrainingLeft, string end) =>
        Assert.EndsWith(end, LayerText.Costliest(Report(0) with { Layers = [Layer(30) with { WeightsDivergence = 0.029 }, .. Enumerable.Range(0, 9).Select(_ => Layer(0))] }, isTrainingLeft ? QuantizationAdvice.Training : QuantizationAdvice.None));

    [Fact]
    public void Costliest_LayersThatCostAlike_SaysThatNoneStandsOut() => Assert.StartsWith("no layer stands out; ", LayerText.Costliest(Report(29)));

    [Fact]
    public void Costliest_NothingLost_SaysSo()
    {
        NetworkReport report = Report(0) with { Whole = new LayerCost(0.0002, 1), Layers = [Layer(0) with { CostAlone = new LayerCost(0.0001, 1) }] };
        Assert.EndsWith("too little to matter", LayerText.Costliest(report));
        Assert.Null(LayerText.Costliest(Report(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(70)]
    public void Save_AnyNumberOfLayers_DrawsAPlot(int layers)
    {
        string path = _folder.Path("layers.png");
        LayerPlot.Save(Report(layers), path);
        PlotAssert.HasTitle(path);
    }

    private static string[] Draw(NetworkReport report, int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        LayerTable.Render(console, report);
        return output.ToString().Split('\n', StringSplitOptions.TrimEntries);
    }

    private static NetworkReport Report(int layers) => new()
    {
        Layers = [.. Enumerable.Range(0, layers).Select(Layer)],
        Whole = new LayerCost(0.01, 0.9),
        Pictures = 100,
        ComparedPictures = 64,
    };

    /// <summary>A layer whose cost grows with its number.</summary>
    private static LayerReport Layer(int number) => new()
    {
        Name = $"block{number}/depthwise",
        Kind = "DepthwiseConv2D",
        Observer = "percentile",
        Minimum = -12.5f,
        Maximum = 123.456f,
        Scale = 0.1f,
        ZeroPoint = -1,
        ClippedShare = 0.005,
        SignalToNoiseDb = 21.5,
        WorstChannel = 117,
        WorstChannelDb = 31,
        Channels = new ChannelReport
        {
            Count = 128,
            Dead = [1, 2, 3],
            Lost = [],
            SaturatedTop = [new ChannelShare(7, 0.2)],
            SaturatedBottom = [],
            IsTopNatural = false,
            IsBottomNatural = false,
            BottomShare = 0.1,
            Spread = 1234,
            Widest = new ChannelShare(7, 0.98),
            Narrowest = new ChannelShare(9, 0.001),
            Middle = new ChannelShare(4, 0.5),
        },
        CostAlone = new LayerCost(0.001 * number, 0.99),
        WeightsDivergence = 0.0001 * number,
    };
}
