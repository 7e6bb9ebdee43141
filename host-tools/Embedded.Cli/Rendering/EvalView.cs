// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Compiler.Analysis;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws an evaluation: accuracy, rates by class, confusion matrix.</summary>
internal static class EvalView
{
    private const int LargestMatrix = 12;
    private const int BarWidth = 20;

    public static void Render(IAnsiConsole console, PictureEvaluation evaluation)
    {
        ConfusionMatrix confusion = evaluation.Result.Confusion;
        double rate = confusion.Total / Math.Max(1e-9, evaluation.Result.Elapsed.TotalSeconds);
        console.MarkupLineInterpolated($"[bold]accuracy {Numbers.Percent(confusion.Accuracy)}[/]  {Numbers.Count(confusion.Correct)} of {Numbers.Count(confusion.Total, "picture")}, {evaluation.Engine}  [grey]{Numbers.Count((long)rate)} pictures/s[/]");
        if (evaluation.Camera is { } camera)
        {
            console.MarkupLineInterpolated($"[bold]camera-like {Numbers.Percent(camera.Confusion.Accuracy)}[/]  {Numbers.Count(camera.Confusion.Correct)} of {Numbers.Count(camera.Confusion.Total)} simulated camera frames, seed {evaluation.CameraSeed}; the same class as of the picture for {Numbers.Percent(SameClass(evaluation.Result, camera))}");
        }

        if (evaluation.WithoutList != null)
        {
            console.MarkupLineInterpolated($"[grey]without the {Numbers.Count(evaluation.LeftOut, "picture")} of {evaluation.WithoutList}[/]");
        }

        int[] seen = [.. Enumerable.Range(0, confusion.Labels.Count).Where(label => confusion.ActualCount(label) > 0 || confusion.PredictedCount(label) > 0)];
        (IReadOnlyList<int> shown, string? more) = Tables.Cut(seen);
        string[] onCamera = evaluation.Camera == null ? [] : [">camera-like"];
        Table table = Tables.Create(["class", ">pictures", ">precision", ">recall", .. onCamera, ""]);
        foreach (int label in shown)
        {
            string[] ofCamera = evaluation.Camera == null ? [] : [Numbers.Percent(evaluation.Camera.Confusion.Recall(label))];
            table.Row(
            [
                Tables.Name(confusion.Labels[label]),
                Numbers.Count(confusion.ActualCount(label)),
                Numbers.Percent(confusion.Precision(label)),
                Numbers.Percent(confusion.Recall(label)),
                .. ofCamera,
                Bars.Of(confusion.Recall(label), BarWidth),
            ]);
        }

        console.Write(table);
        console.More(more);
        if (seen.Length < confusion.Labels.Count)
        {
            console.More($"{Numbers.Count(confusion.Labels.Count - seen.Length, "class", "classes")} without pictures, which nothing was taken for");
        }

        if (seen.Length <= LargestMatrix)
        {
            Matrix(console, confusion, seen);
        }

        if (evaluation.Result.HasConfidence)
        {
            CoverageText.Render(console, new CoverageCurve(evaluation.Result.Outcomes), evaluation.Threshold);
            console.More($"expected calibration error {Numbers.Percent(new Reliability(evaluation.Result.Outcomes).CalibrationError)}: how far confidences are from the share of right answers, in {Reliability.DefaultBins} intervals");
        }
    }

    public static object Document(PictureEvaluation evaluation)
    {
        ConfusionMatrix confusion = evaluation.Result.Confusion;
        Reliability? reliability = evaluation.Result.HasConfidence ? new Reliability(evaluation.Result.Outcomes) : null;
        return new
        {
            engine = evaluation.Engine,
            accuracy = confusion.Accuracy,
            correct = confusion.Correct,
            pictures = confusion.Total,
            without = evaluation.WithoutList == null ? null : new { list = evaluation.WithoutList, pictures = evaluation.LeftOut },
            camera = evaluation.Camera == null ? null : Camera(evaluation.Result, evaluation.Camera, evaluation.CameraSeed),
            seconds = evaluation.Result.Elapsed.TotalSeconds,
            classes = confusion.Labels.Select((name, label) => new
            {
                label = name,
                pictures = confusion.ActualCount(label),
                precision = confusion.Precision(label),
                recall = confusion.Recall(label),
            }),
            confusion = Counts(confusion),
            threshold = evaluation.Threshold,
            calibrationError = reliability?.CalibrationError,
            reliability = reliability?.Bins,
            coverage = reliability == null ? null : new CoverageCurve(evaluation.Result.Outcomes).Points.Select(CoverageText.Document),
            skipped = evaluation.Skipped,
        };
    }

    private static object Camera(Evaluation clean, Evaluation camera, int seed) => new
    {
        seed,
        accuracy = camera.Confusion.Accuracy,
        correct = camera.Confusion.Correct,
        pictures = camera.Confusion.Total,
        sameClass = SameClass(clean, camera),
        classes = camera.Confusion.Labels.Select((name, label) => new { label = name, precision = camera.Confusion.Precision(label), recall = camera.Confusion.Recall(label) }),
        confusion = Counts(camera.Confusion),
    };

    private static double SameClass(Evaluation clean, Evaluation camera) =>
        (double)clean.Outcomes.Zip(camera.Outcomes).Count(pair => pair.First.Predicted == pair.Second.Predicted) / clean.Outcomes.Count;

    private static IEnumerable<IEnumerable<int>> Counts(ConfusionMatrix confusion) =>
        confusion.Labels.Select((_, actual) => confusion.Labels.Select((_, predicted) => confusion[actual, predicted]));

    private static void Matrix(IAnsiConsole console, ConfusionMatrix confusion, int[] labels)
    {
        console.Heading("Confusion", "rows: what it is, columns: what the network says");
        Table table = Tables.Create(["", .. labels.Select(label => ">" + Tables.Name(confusion.Labels[label]))]);
        foreach (int actual in labels)
        {
            table.AddRow([new Text(Tables.Name(confusion.Labels[actual])), .. labels.Select(predicted => Cell(confusion, actual, predicted))]);
        }

        console.Write(table);
    }

    private static Text Cell(ConfusionMatrix confusion, int actual, int predicted)
    {
        int count = confusion[actual, predicted];
        Style style = actual == predicted ? new Style(Color.Green, decoration: Decoration.Bold) : count == 0 ? new Style(Color.Grey) : Style.Plain;
        return new Text(count == 0 ? "·" : Numbers.Count(count), style);
    }
}
