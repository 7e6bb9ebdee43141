// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Training;
using ScottPlot;

namespace Embedded.Cli.Plots;

/// <summary>curves.png: accuracy and loss by epoch, training and validation, with the best epoch marked.</summary>
internal static class CurvesPlot
{
    private const int Width = 1000;
    private const int Height = 420;

    public static void Save(IReadOnlyList<EpochMetrics> metrics, string path)
    {
        EpochMetrics last = metrics[^1];
        Plot accuracy = Curves("Accuracy in per cent", metrics, epoch => 100 * epoch.TrainingAccuracy, epoch => 100 * epoch.ValidationAccuracy);
        accuracy.Title($"Validation accuracy {Numbers.Percent(last.BestAccuracy)} in epoch {last.BestEpoch}", size: 15);
        var best = accuracy.Add.Marker(last.BestEpoch, 100 * last.BestAccuracy, MarkerShape.OpenCircle, 12, PlotStyle.Main);
        best.MarkerStyle.LineWidth = 2;
        accuracy.Axes.SetLimitsY(0, 100);
        accuracy.ShowLegend(Alignment.LowerRight);
        Plot loss = Curves("Loss", metrics, epoch => epoch.Loss, epoch => epoch.ValidationLoss);
        loss.Title($"Loss after {Numbers.Count(last.Epoch, "epoch")}", size: 15);
        loss.Axes.SetLimitsY(0, 1.05 * metrics.Max(epoch => Math.Max(epoch.Loss, epoch.ValidationLoss)));
        loss.ShowLegend(Alignment.UpperRight);
        PlotStyle.Save([accuracy, loss], path, Width, Height);
    }

    private static Plot Curves(string title, IReadOnlyList<EpochMetrics> metrics, Func<EpochMetrics, double> training, Func<EpochMetrics, double> validation)
    {
        Plot plot = PlotStyle.Create(title);
        double[] epochs = [.. metrics.Select(epoch => (double)epoch.Epoch)];
        Add(training, "training", PlotStyle.Second);
        Add(validation, "validation", PlotStyle.Main);
        plot.Axes.SetLimitsX(0.5, Math.Max(epochs[^1], 2) + 0.5);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.XLabel("epoch");
        plot.YLabel(title);
        return plot;

        void Add(Func<EpochMetrics, double> value, string name, Color colour)
        {
            var line = plot.Add.Scatter(epochs, metrics.Select(value).ToArray(), colour);
            line.LineWidth = 2;
            line.MarkerSize = metrics.Count <= 15 ? 6 : 0;
            line.LegendText = name;
        }
    }
}
