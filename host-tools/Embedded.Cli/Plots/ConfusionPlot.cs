// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Embedded.Cli.Plots;

/// <summary>The confusion matrix: a row an actual class, shaded by the share of its pictures, with the counts.</summary>
internal static class ConfusionPlot
{
    private const int LargestWithNumbers = 20;

    public static void Save(ConfusionMatrix confusion, string path)
    {
        int classes = confusion.Labels.Count;
        Plot plot = PlotStyle.Create($"Accuracy {Numbers.Percent(confusion.Accuracy)} on {Numbers.Count(confusion.Total, "picture")}");
        plot.HideGrid();
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                AddCell(plot, confusion, actual, predicted);
            }
        }

        double[] positions = [.. Enumerable.Range(0, classes).Select(index => (double)index)];
        string[] labels = [.. confusion.Labels];
        plot.Axes.Bottom.TickGenerator = new NumericManual(positions, labels);
        plot.Axes.Left.TickGenerator = new NumericManual(Array.ConvertAll(positions, position => classes - 1 - position), labels);
        if (classes > 6)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
            plot.Axes.Bottom.MinimumSize = 60;
            plot.Axes.Right.MinimumSize = 60;
        }

        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel("what the network says");
        plot.YLabel("what it is");
        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
        int side = Math.Clamp(200 + 80 * classes, 520, 1600);
        PlotStyle.Save(plot, path, side + 80, side);
    }

    private static void AddCell(Plot plot, ConfusionMatrix confusion, int actual, int predicted)
    {
        double y = confusion.Labels.Count - 1 - actual;
        int count = confusion[actual, predicted];
        double share = (double)count / Math.Max(1, confusion.ActualCount(actual));
        var cell = plot.Add.Rectangle(predicted - 0.48, predicted + 0.48, y - 0.48, y + 0.48);
        Color colour = actual == predicted ? PlotStyle.Main : PlotStyle.Second;
        cell.FillColor = Colors.White.MixedWith(colour, count == 0 ? 0 : 0.12 + 0.88 * share);
        cell.LineColor = PlotStyle.Quiet;
        cell.LineWidth = 1;
        if (count > 0 && confusion.Labels.Count <= LargestWithNumbers)
        {
            var text = plot.Add.Text(Numbers.Count(count), predicted, y);
            text.LabelAlignment = Alignment.MiddleCenter;
            text.LabelFontSize = 16;
            text.LabelFontColor = share > 0.5 ? Colors.White : Colors.Black;
        }
    }
}
