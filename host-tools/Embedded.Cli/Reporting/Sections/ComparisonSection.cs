// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>Everything that was measured, side by side: one column a measurement, however many there are.</summary>
internal sealed class ComparisonSection : IReportSection
{
    private const int MostClasses = 30;

    public string Id => "comparison";

    public string Title => "Float and int8";

    public string? Missing(ReportFacts facts) => facts.Columns.Count > 0 ? null : Hints.Data(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        IReadOnlyList<MeasuredColumn> columns = facts.Columns;
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table"))
        {
            html.Headings(["", .. columns.Select(column => ">" + column.Title)]);
            using (html.Open("tbody"))
            {
                Row(html, columns, "accuracy", column => Numbers.Percent(column.Result.Confusion.Accuracy), isStrong: true);
                Row(html, columns, "pictures", column => Numbers.Count(column.Result.Confusion.Total));
                Row(html, columns, "calibration error", column => column.Result.HasConfidence ? Numbers.Percent(new Reliability(column.Result.Outcomes).CalibrationError) : "-");
                Row(html, columns, "answered at the model's threshold", column => AtThreshold(column) is { } point ? Numbers.Percent(point.Coverage) : "-");
                Row(html, columns, "right of the answers", column => AtThreshold(column) is { Answers: > 0 } point ? Numbers.Percent(point.Accuracy) : "-");
                IReadOnlyList<string> names = columns[0].Result.Confusion.Labels;
                foreach (int label in columns[0].Seen.Take(MostClasses))
                {
                    Row(html, columns, $"{Tables.Name(names[label])} found", column => column.Result.Confusion.ActualCount(label) > 0 ? Numbers.Percent(column.Result.Confusion.Recall(label)) : "-");
                }
            }
        }

        if (Agreement(facts) is string agreement)
        {
            html.Note(agreement);
        }

        if (facts.Columns.Any(column => column.IsSimulated))
        {
            html.Note("Camera-like: the same pictures as an OV2640, the camera of an ESP32-CAM, might send them; simulated, one frame of each.");
        }

        if (Hints.Model(facts) is string hint)
        {
            html.Element("p", hint, ("class", "hint"));
        }
    }

    private static CoveragePoint? AtThreshold(MeasuredColumn column) =>
        column is { Threshold: int threshold, Result.HasConfidence: true } ? new CoverageCurve(column.Result.Outcomes).Points[threshold] : null;

    private static void Row(HtmlWriter html, IReadOnlyList<MeasuredColumn> columns, string what, Func<MeasuredColumn, string> value, bool isStrong = false) =>
        html.Row(isStrong, [what, .. columns.Select(column => ">" + value(column))]);

    /// <summary>How often float and int8 say the same of the same pictures; null if they were not both measured.</summary>
    private static string? Agreement(ReportFacts facts)
    {
        if (facts.Main is not { } main || facts.Columns.FirstOrDefault(column => column != main && column.Pictures == main.Pictures && column.Result.Outcomes.Count == main.Result.Outcomes.Count) is not { } other)
        {
            return null;
        }

        int same = main.Result.Outcomes.Zip(other.Result.Outcomes).Count(pair => pair.First.Predicted == pair.Second.Predicted);
        return $"{main.Title} and {other.Title} name the same class for {Numbers.Percent((double)same / main.Result.Outcomes.Count)} of the pictures of {main.Pictures}.";
    }
}
