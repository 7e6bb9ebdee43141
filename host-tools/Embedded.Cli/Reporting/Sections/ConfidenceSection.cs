// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Cli.Reporting.Charts;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>What a confidence is worth, and what a threshold costs.</summary>
internal sealed class ConfidenceSection : IReportSection
{
    private const int FewestAnswers = 10; // an accuracy of fewer says nothing
    private static readonly int[] s_thresholds = [0, 50, 60, 70, 80, 90];

    public string Id => "confidence";

    public string Title => "Confidence";

    public string? Missing(ReportFacts facts) => Hints.Confidence(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        MeasuredColumn main = facts.Main!;
        var reliability = new Reliability(main.Result.Outcomes);
        var curve = new CoverageCurve(main.Result.Outcomes);
        using (html.Open("div", ("class", "charts")))
        {
            Diagram(html, reliability);
            Histogram(html, reliability, main.Result.Outcomes.Count);
            Coverage(html, curve, main.Threshold);
        }

        html.Element("h3", "What a threshold costs");
        Thresholds(html, curve, main.Threshold);
        html.Note((main.Threshold == null ? "" : "The row that stands out is the model's own threshold. ") + "Below the threshold a board says \"unknown\". A false alarm is a wrong answer, as a share of all pictures.");
    }

    private static void Diagram(HtmlWriter html, Reliability reliability)
    {
        using (html.Open("figure"))
        {
            html.Element("figcaption", $"How often it is right, by confidence; calibration error {Numbers.Percent(reliability.CalibrationError)}");
            using var chart = new Chart(html, "Reliability diagram", new Axis("confidence in %", 0, 100), new Axis("right in %", 0, 100));
            foreach (ReliabilityBin bin in reliability.Bins.Where(bin => bin.Count > 0))
            {
                chart.Box("bar", 100 * bin.Low + 0.4, 100 * bin.High - 0.4, 0, 100 * bin.Accuracy, $"{Numbers.Count(bin.Count, "picture")}, {Numbers.Percent(bin.Accuracy)} right at {Numbers.Percent(bin.Confidence)} confidence");
            }

            chart.Line("guide", [(0, 0), (100, 100)]);
        }
    }

    private static void Histogram(HtmlWriter html, Reliability reliability, int pictures)
    {
        double Share(ReliabilityBin bin) => 100.0 * bin.Count / Math.Max(1, pictures);
        using (html.Open("figure"))
        {
            html.Element("figcaption", "How often each confidence occurs");
            using var chart = new Chart(html, "Histogram of confidences", new Axis("confidence in %", 0, 100), new Axis("pictures in %", 0, Math.Max(1, 1.05 * reliability.Bins.Max(Share))));
            foreach (ReliabilityBin bin in reliability.Bins.Where(bin => bin.Count > 0))
            {
                chart.Box("bar", 100 * bin.Low + 0.4, 100 * bin.High - 0.4, 0, Share(bin), Numbers.Count(bin.Count, "picture"));
            }
        }
    }

    private static void Coverage(HtmlWriter html, CoverageCurve curve, int? threshold)
    {
        (double X, double Y)[] points = [.. curve.Points.Where(point => point.Answers >= FewestAnswers).Select(point => (100 * point.Coverage, 100 * point.Accuracy))];
        double lowest = points.Select(point => point.Y).Append(100).Min();
        using (html.Open("figure"))
        {
            html.Element("figcaption", "Accuracy of the answers, by the share of pictures answered");
            using var chart = new Chart(html, "Accuracy against coverage", new Axis("answered in %", 0, 100), new Axis("right in %", Math.Min(90, 10 * Math.Floor(lowest / 10)), 100));
            if (points.Length > 0)
            {
                chart.Line("one", points);
            }

            if (threshold is int own && curve.Points[own] is { Answers: >= FewestAnswers } point)
            {
                bool isRight = point.Coverage > 0.5;
                chart.Mark(100 * point.Coverage, 100 * point.Accuracy);
                chart.Label($"{own} %", 100 * point.Coverage, 100 * point.Accuracy, isRight ? "end" : "start", isRight ? -14 : 9);
            }
        }
    }

    private static void Thresholds(HtmlWriter html, CoverageCurve curve, int? own)
    {
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table"))
        {
            html.Headings(">threshold", ">answered", ">right of them", ">false alarms");
            using (html.Open("tbody"))
            {
                foreach (int threshold in s_thresholds.Append(own ?? 0).Distinct().Order())
                {
                    CoveragePoint point = curve.Points[threshold];
                    html.Row(
                        threshold == own,
                        $">{threshold} %",
                        ">" + Numbers.Percent(point.Coverage),
                        point.Answers == 0 ? ">-" : ">" + Numbers.Percent(point.Accuracy),
                        ">" + Numbers.Percent(point.FalseAlarmRate));
                }
            }
        }
    }
}
