// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Data;
using ScottPlot;

namespace Embedded.Cli.Plots;

/// <summary>The one look of all plots, and a font that comes with the program: the graphics library brings none on Linux.</summary>
internal static class PlotStyle
{
    private const string FontName = "DejaVu Sans";

    /// <summary>Blue, for what matters most.</summary>
    public static readonly Color Main = Color.FromHex("#1f6fb2");

    /// <summary>Orange, for what is compared with it.</summary>
    public static readonly Color Second = Color.FromHex("#d9822b");

    /// <summary>For grids and what is only context.</summary>
    public static readonly Color Quiet = Color.FromHex("#d8dee4");

    private static readonly Color Ink = Color.FromHex("#30363d");

    /// <summary>An empty plot in our look.</summary>
    public static Plot Create(string title)
    {
        string font = Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSans.ttf");
        Fonts.AddFontFile(FontName, font);
        Fonts.Default = FontName;
        var plot = new Plot();
        plot.Font.Set(FontName);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Quiet.WithAlpha(0.6);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Title(title, size: 18);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        return plot;
    }

    /// <summary>Writes a PNG, whole or not at all.</summary>
    public static void Save(Plot plot, string path, int width, int height) =>
        AtomicFile.Write(OutputFile.Prepare(path), plot.GetImageBytes(width, height, ImageFormat.Png));

    /// <summary>Writes plots side by side as one PNG, whole or not at all.</summary>
    public static void Save(IReadOnlyList<Plot> plots, string path, int width, int height)
    {
        var multiplot = new Multiplot(plots[0]) { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        foreach (Plot plot in plots.Skip(1))
        {
            multiplot.AddPlot(plot);
        }

        AtomicFile.Write(OutputFile.Prepare(path), multiplot.Render(width, height).GetImageBytes(ImageFormat.Png));
    }
}
