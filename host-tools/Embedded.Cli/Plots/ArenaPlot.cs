// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using ScottPlot;

namespace Embedded.Cli.Plots;

/// <summary>The arena plan: operators to the right, bytes upwards, a box for everything that lies in the arena for a while.</summary>
internal static class ArenaPlot
{
    private const double BytesPerKilobyte = 1024;

    public static void Save(ModelInspection inspection, string path)
    {
        ArenaMap arena = inspection.Arena;
        Plot plot = PlotStyle.Create($"Arena plan: {Numbers.Bytes(arena.ArenaBytes)} for {Numbers.Count(inspection.Model.Operators.Length, "operator")}");
        foreach (ArenaRegion region in arena.Regions)
        {
            double top = (region.Offset + region.Bytes) / BytesPerKilobyte;
            var box = plot.Add.Rectangle(region.FirstOperator - 0.46, region.LastOperator + 0.46, region.Offset / BytesPerKilobyte, top);
            box.FillColor = Colour(region.Kind).WithAlpha(0.75);
            box.LineColor = Colors.White;
            box.LineWidth = 1;
        }

        var limit = plot.Add.HorizontalLine(arena.ArenaBytes / BytesPerKilobyte);
        limit.Color = Colors.Black.WithAlpha(0.5);
        limit.LinePattern = LinePattern.Dashed;
        limit.LineWidth = 1;
        plot.Axes.SetLimits(-0.7, inspection.Model.Operators.Length - 0.3, 0, arena.ArenaBytes / BytesPerKilobyte * 1.06);
        plot.XLabel("operator");
        plot.YLabel("KB in the arena");
        foreach (ArenaRegionKind kind in Enum.GetValues<ArenaRegionKind>())
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = kind.ToString().ToLowerInvariant(), FillColor = Colour(kind).WithAlpha(0.75) });
        }

        plot.ShowLegend(Alignment.UpperRight);
        PlotStyle.Save(plot, path, 1000, 480);
    }

    private static Color Colour(ArenaRegionKind kind) => kind switch
    {
        ArenaRegionKind.Input => Color.FromHex("#4c9a52"),
        ArenaRegionKind.Activation => PlotStyle.Main,
        _ => PlotStyle.Second,
    };
}
