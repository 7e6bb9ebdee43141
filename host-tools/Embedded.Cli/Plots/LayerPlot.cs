// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Quantization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Embedded.Cli.Plots;

/// <summary>A layer report as two rows of bars beside the layers' names, first layer on top: signal-to-noise, and cost alone.</summary>
internal static class LayerPlot
{
    private const int Width = 1100;
    private const int HeightOfFrame = 130;
    private const int HeightOfLayer = 20;
    private const double HalfBar = 0.36;
    private const double Whole = 0.5; // how much of its colour the wide bar shows under the narrow one

    public static void Save(NetworkReport report, string path)
    {
        LayerReport[] layers = [.. report.Layers.Where(layer => layer.CostAlone != null)];
        Plot noise = PlotStyle.Create("Signal-to-noise in the integer engine");
        noise.XLabel("decibels, more is better");
        double best = layers.Select(layer => layer.SignalToNoiseDb).Append(10).Max();
        Plot cost = PlotStyle.Create(Title(report));
        cost.XLabel("divergence from float in mnat; narrow bars: weights only");
        double most = layers.Select(layer => 1000 * Math.Max(layer.CostAlone!.KlDivergence, layer.WeightsDivergence)).Append(1e-3).Max();
        for (int index = 0; index < layers.Length; index++)
        {
            int y = layers.Length - 1 - index;
            Color colour = ReferenceEquals(layers[index], report.Costliest) ? PlotStyle.Second : PlotStyle.Main;
            Bar(noise, y, HalfBar, layers[index].SignalToNoiseDb, colour);
            Bar(cost, y, HalfBar, 1000 * layers[index].CostAlone!.KlDivergence, colour.WithAlpha(Whole));
            Bar(cost, y, HalfBar / 2, 1000 * layers[index].WeightsDivergence, colour);
        }

        Names(noise, layers, best * 1.04);
        Names(cost, layers, most * 1.04);
        cost.Axes.Left.TickGenerator = new EmptyTickGenerator();
        PlotStyle.Save([noise, cost], path, Width, HeightOfFrame + HeightOfLayer * Math.Max(8, layers.Length));
    }

    private static string Title(NetworkReport report) => report.Costliest is { } layer ? $"Cost alone: {layer.Name} most" : "Cost alone: none";

    private static void Bar(Plot plot, int y, double half, double value, Color colour)
    {
        var bar = plot.Add.Rectangle(0, value, y - half, y + half);
        bar.FillColor = colour;
        bar.LineWidth = 0;
    }

    private static void Names(Plot plot, LayerReport[] layers, double right)
    {
        double[] positions = [.. layers.Select((_, index) => (double)(layers.Length - 1 - index))];
        plot.Axes.Left.TickGenerator = new NumericManual(positions, Array.ConvertAll(layers, layer => Tables.Name(layer.Name)));
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.SetLimits(0, right, -0.6, layers.Length - 0.4);
        plot.Grid.YAxisStyle.IsVisible = false;
    }
}
