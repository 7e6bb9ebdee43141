// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Coverage against accuracy, as a table and for programs.</summary>
internal static class CoverageText
{
    private static readonly int[] Shown = [0, 40, 50, 60, 70, 80, 90];

    /// <summary>One point for programs.</summary>
    public static object Document(CoveragePoint point) => new
    {
        threshold = point.Threshold,
        frames = point.Frames,
        answers = point.Answers,
        coverage = point.Coverage,
        accuracy = point.Answers == 0 ? (double?)null : point.Accuracy,
        falseAlarms = point.FalseAlarmRate,
    };

    /// <summary>A row for some thresholds and for the model's own, which is marked.</summary>
    public static void Render(IAnsiConsole console, CoverageCurve curve, int? own)
    {
        console.Heading("Coverage against accuracy", "below the threshold the answer is \"unknown\"; a false alarm is a wrong answer");
        Table table = Tables.Create(">threshold", ">coverage", ">accuracy of answers", ">false alarms", "");
        foreach (int threshold in Shown.Append(own ?? 0).Distinct().Order())
        {
            CoveragePoint point = curve.Points[threshold];
            string[] cells =
            [
                $"{threshold} %", Numbers.Percent(point.Coverage), point.Answers == 0 ? "-" : Numbers.Percent(point.Accuracy),
                Numbers.Percent(point.FalseAlarmRate), threshold == own ? "the model's own" : "",
            ];
            if (threshold == own)
            {
                table.TotalRow(cells);
            }
            else
            {
                table.Row(cells);
            }
        }

        console.Write(table);
    }
}
