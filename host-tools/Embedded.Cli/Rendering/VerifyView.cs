// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says whether a board computes the same, step by step.</summary>
internal static class VerifyView
{
    private const int ListedDifferences = 10;

    public static void Render(IAnsiConsole console, VerifyOutcome outcome, IReadOnlyList<string> saved)
    {
        VerifyReport report = outcome.Report;
        Table table = Tables.Create(">op", "step", "shape", ">equal", ">differs", "");
        foreach (StageCount stage in report.Stages)
        {
            bool isFirst = report.Differences.Any(difference => difference.Stage == stage.Stage && difference.Operator == stage.Operator);
            table.Row(
                stage.Operator < 0 ? "" : Numbers.Count(stage.Operator),
                stage.Name,
                stage.Shape,
                Numbers.Count(stage.Equal),
                stage.Different == 0 ? "" : Numbers.Count(stage.Different),
                isFirst ? "first difference" : stage.Different > 0 ? "follows" : "");
        }

        console.Write(table);
        foreach (StageDifference difference in report.Differences.Take(ListedDifferences))
        {
            console.WriteLine(Sentence(difference), new Style(Color.Red));
        }

        console.More(report.Differences.Count > ListedDifferences ? $"and {Numbers.Count(report.Differences.Count - ListedDifferences)} more; --json lists all" : null);
        foreach (string path in saved.Take(ListedDifferences))
        {
            console.WriteLine($"saved {path}");
        }

        int otherwise = report.PassedOver - outcome.TornFrames;
        string[] passedOver =
        [
            .. outcome.TornFrames == 0 ? Array.Empty<string>() : [$"{Numbers.Count(outcome.TornFrames)} torn"],
            .. otherwise == 0 ? Array.Empty<string>() : [$"{Numbers.Count(otherwise)} with a damaged trace"],
            .. outcome.UnfinishedFrames == 0 ? Array.Empty<string>() : [$"{Numbers.Count(outcome.UnfinishedFrames)} unfinished"],
        ];
        string text = $"{Numbers.Count(report.DifferentOutputs)} of {Numbers.Count(report.Outputs)} logits differ in {Numbers.Count(report.Checked, "frame")}"
            + (passedOver.Length == 0 ? "" : $"; passed over: {string.Join(", ", passedOver)}");
        console.WriteLine(text, new Style(outcome.Verdict == VerifyVerdict.Equal ? Color.Green : Color.Red, decoration: Decoration.Bold));
    }

    public static object Document(string model, VerifyOutcome outcome, IReadOnlyList<string> saved) => new
    {
        model,
        verdict = outcome.Verdict,
        modelCrc = $"{outcome.ModelCrc:x8}",
        boardCrc = outcome.BoardCrc is { } crc ? $"{crc:x8}" : null,
        frames = new { outcome.Report.Checked, outcome.Report.PassedOver, torn = outcome.TornFrames, unfinished = outcome.UnfinishedFrames, different = outcome.Report.Differences.Count },
        logits = new { compared = outcome.Report.Outputs, different = outcome.Report.DifferentOutputs },
        outcome.Report.UnknownDecisions,
        stages = outcome.Report.Stages,
        differences = outcome.Report.Differences,
        outcome.Notes,
        saved,
    };

    private static string Sentence(StageDifference difference) =>
        $"frame {difference.Frame}: {difference.Name}{(difference.Shape.Length > 0 ? " " + difference.Shape : "")} differs first: expected {difference.Expected}, the board has {difference.Actual}{(difference.Hint.Length > 0 ? "; " + difference.Hint : "")}";
}
