// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using ScottPlot;

namespace Embedded.Cli.Plots;

/// <summary>Whether confidences mean what they say: accuracy by confidence, how often each confidence occurs, and coverage against accuracy.</summary>
internal static class ReliabilityPlot
{
    private const int Width = 1350;
    private const int Height = 450;
    private const int FewestAnswers = 10; // an accuracy of fewer says nothing

    public static void Save(IReadOnlyList<FrameOutcome> outcomes, int? threshold, string path)
    {
        var reliability = new Reliability(outcomes);
        PlotStyle.Save([Diagram(reliability), Histogram(reliability, outcomes.Count), Curve(new CoverageCurve(outcomes), threshold)], path, Width, Height);
    }

    private static Plot Diagram(Reliability reliability)
    {
        Plot plot = Create($"Calibration error {Numbers.Percent(reliability.CalibrationError)}", "confidence in per cent", "right in per cent");
        foreach (ReliabilityBin bin in reliability.Bins.Where(bin => bin.Count > 0))
        {
            Bar(plot, bin, 100 * bin.Accuracy, PlotStyle.Main);
            plot.Add.Marker(100 * bin.Confidence, 100 * bin.Accuracy, MarkerShape.FilledCircle, 6, PlotStyle.Second);
        }

        var ideal = plot.Add.Line(0, 0, 100, 100);
        ideal.Color = PlotStyle.Second;
        ideal.LinePattern = LinePattern.Dashed;
        ideal.LegendText = "as it should be";
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.SetLimits(0, 100, 0, 100);
        return plot;
    }

    private static Plot Histogram(Reliability reliability, int frames)
    {
        Plot plot = Create($"Confidences of {Numbers.Count(frames)} pictures", "confidence in per cent", "pictures in per cent");
        double highest = 1;
        foreach (ReliabilityBin bin in reliability.Bins)
        {
            double share = 100.0 * bin.Count / Math.Max(1, frames);
            highest = Math.Max(highest, share);
            Bar(plot, bin, share, PlotStyle.Main);
        }

        plot.Axes.SetLimits(0, 100, 0, 1.05 * highest);
        return plot;
    }

    private static Plot Curve(CoverageCurve curve, int? threshold)
    {
        Plot plot = Create("Accuracy against coverage", "answered in per cent", "answers right in per cent");
        CoveragePoint[] points = [.. curve.Points.Where(point => point.Answers >= FewestAnswers)];
        var line = plot.Add.Scatter(Array.ConvertAll(points, point => 100 * point.Coverage), Array.ConvertAll(points, point => 100 * point.Accuracy), PlotStyle.Main);
        line.LineWidth = 2;
        line.MarkerSize = 0;
        if (threshold is int own && curve.Points[own].Answers > 0)
        {
            var marker = plot.Add.Marker(100 * curve.Points[own].Coverage, 100 * curve.Points[own].Accuracy, MarkerShape.OpenCircle, 12, PlotStyle.Second);
            marker.MarkerStyle.LineWidth = 2;
            marker.LegendText = $"threshold {own} %";
            plot.ShowLegend(Alignment.LowerLeft);
        }

        double lowest = points.Length == 0 ? 0 : points.Min(point => 100 * point.Accuracy);
        plot.Axes.SetLimits(0, 100, Math.Max(0, lowest - 5), 100);
        return plot;
    }

    private static Plot Create(string title, string x, string y)
    {
        Plot plot = PlotStyle.Create(title);
        plot.Title(title, size: 15);
        plot.XLabel(x);
        plot.YLabel(y);
        return plot;
    }

    private static void Bar(Plot plot, ReliabilityBin bin, double height, Color colour)
    {
        var bar = plot.Add.Rectangle(100 * bin.Low + 0.4, 100 * bin.High - 0.4, 0, height);
        bar.FillColor = Colors.White.MixedWith(colour, 0.6);
        bar.LineColor = colour;
        bar.LineWidth = 1;
    }
}
