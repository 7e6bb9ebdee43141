// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Analysis.Decisions;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws the choice of decision settings: before and after, and what smoothing does.</summary>
internal static class DecideView
{
    private const double FewAnswers = 0.1;
    private const double FewestToTell = 3; // no event among n: the rate is below 3/n at 95 % confidence

    public static void Render(IAnsiConsole console, DecideResult result)
    {
        DecisionChoice choice = result.Choice;
        int unknown = result.Data.Pictures.Count - result.Data.Labelled;
        string pictures = $"{Numbers.Count(result.Data.Labelled)} pictures{(unknown > 0 ? $" and {Numbers.Count(unknown)} of none of the classes" : "")}";
        string settings = FormattableString.Invariant($"temperature {choice.After.Temperature:0.00}, threshold {choice.After.Threshold} %, smoothing {choice.After.Smoothing}");
        string wanted = FormattableString.Invariant($"for at most {100 * result.Options.FalseAlarmRate:0.##} % false alarms, from {pictures}");
        if (choice.IsRateMet)
        {
            console.MarkupLineInterpolated($"[bold]{settings}[/]  {wanted}");
        }
        else
        {
            console.MarkupLineInterpolated($"[bold]no settings keep the rate[/]  {wanted}; the nearest are {settings}");
        }

        console.Heading("Pictures", "each as a still subject; a false alarm is a wrong answer, ± one standard error");
        Table table = Tables.Create("", ">temperature", ">threshold", ">coverage", ">accuracy", ">false alarms", ">calibration error");
        Row(table, "before", choice.Before);
        Row(table, "after", choice.After);
        console.Write(table);
        if (unknown > 0)
        {
            console.More($"of the pictures of none of the classes {Numbers.Percent(choice.Before.Unknown.Coverage)} were given a class before, {Numbers.Percent(choice.After.Unknown.Coverage)} after");
        }

        console.More(choice.ChangedPredictions + choice.ChangedScores == 0
            ? "the most probable class of every picture is what it was, and so is every score"
            : $"{Numbers.Count(choice.ChangedPredictions)} pictures have another most probable class, {Numbers.Count(choice.ChangedScores)} of their scores differ");
        console.Heading("Smoothing", $"frames of a simulated camera, {Numbers.Count(choice.Sequences)} subjects of {SmoothingStudy.Settled} frames, at the new temperature and threshold");
        Table rows = Tables.Create(">frames", ">coverage", ">accuracy", ">false alarms", ">at equal coverage", ">delay", "");
        foreach (SmoothingRow row in choice.Smoothing)
        {
            bool isChosen = row.Smoothing == choice.After.Smoothing;
            string[] cells = [$"{row.Smoothing}", .. Cells(row.AtThreshold), Numbers.Percent(row.AtThreshold.FalseAlarmRate), Numbers.Percent(row.FalseAlarmsAtEqualCoverage), Delay(row), isChosen ? (choice.IsRateMet ? "chosen" : "nearest") : ""];
            if (isChosen)
            {
                rows.TotalRow(cells);
            }
            else
            {
                rows.Row(cells);
            }
        }

        console.Write(rows);
        console.More("delay: frames until the answer follows a change of subject, 1 is at once");
    }

    /// <summary>What the person should know beside the tables.</summary>
    public static IEnumerable<string> Warnings(DecideResult result)
    {
        DecisionChoice choice = result.Choice;
        CoveragePoint after = choice.After.Pictures;
        if (choice.TemperatureObstacle is { } obstacle)
        {
            yield return $"the temperature was left at 1: {obstacle}";
        }
        else if (choice.After.Temperature is <= 1.001 * Temperature.Lowest or >= Temperature.Highest / 1.001)
        {
            yield return FormattableString.Invariant($"the temperature {choice.After.Temperature:0.0} is the end of what is looked for; the pictures are too few or all right, or the network knows nothing about them");
        }

        if (!choice.IsRateMet)
        {
            yield return FormattableString.Invariant(
                $"no threshold keeps false alarms at {100 * result.Options.FalseAlarmRate:0.##} %; the least is {Numbers.Percent(after.FalseAlarmRate)} with {Numbers.Percent(after.Coverage)} answered, at threshold {after.Threshold}; nothing was written, allow more with --false-alarms or improve the network");
        }
        else if (result.Options.FalseAlarmRate < FewestToTell / result.Data.Pictures.Count)
        {
            yield return FormattableString.Invariant(
                $"{Numbers.Count(result.Data.Pictures.Count)} pictures cannot tell a rate of {100 * result.Options.FalseAlarmRate:0.##} %: none wrong among them still allows {100 * FewestToTell / result.Data.Pictures.Count:0.#} % (at 95 % confidence); give more pictures");
        }
        else if (after.Coverage < FewAnswers)
        {
            yield return $"only {Numbers.Percent(after.Coverage)} of the pictures are given an answer; allow more with --false-alarms or improve the network";
        }
    }

    public static object Document(DecideResult result)
    {
        DecisionChoice choice = result.Choice;
        return new
        {
            model = result.Path,
            written = result.Path != null,
            crc32 = $"{choice.File.Model.Crc:x8}",
            falseAlarmRate = result.Options.FalseAlarmRate,
            rateMet = choice.IsRateMet,
            pictures = result.Data.Labelled,
            unknownPictures = result.Data.Pictures.Count - result.Data.Labelled,
            temperatureObstacle = choice.TemperatureObstacle,
            before = Measurement(choice.Before),
            after = Measurement(choice.After),
            changedPredictions = choice.ChangedPredictions,
            changedScores = choice.ChangedScores,
            sequences = choice.Sequences,
            smoothing = choice.Smoothing.Select(Smoothing),
            coverage = choice.Curve.Points.Select(CoverageText.Document),
            skipped = result.Data.Skipped,
        };
    }

    private static void Row(Table table, string name, DecisionMeasurement measured) => table.Row(
        [name, FormattableString.Invariant($"{measured.Temperature:0.00}"), $"{measured.Threshold} %", .. Cells(measured.Pictures),
            FormattableString.Invariant($"{100 * measured.Pictures.FalseAlarmRate:0.0} ± {100 * measured.Pictures.FalseAlarmError:0.0} %"), Numbers.Percent(measured.CalibrationError)]);

    private static string[] Cells(CoveragePoint point) => [Numbers.Percent(point.Coverage), point.Answers == 0 ? "-" : Numbers.Percent(point.Accuracy)];

    private static string Delay(SmoothingRow row) => row.Changes == 0 ? "-" : FormattableString.Invariant($"{row.Delay:0.0}");

    private static object Measurement(DecisionMeasurement measured) => new
    {
        temperature = measured.Temperature,
        threshold = measured.Threshold,
        smoothing = measured.Smoothing,
        calibrationError = measured.CalibrationError,
        negativeLogLikelihood = measured.NegativeLogLikelihood,
        pictures = CoverageText.Document(measured.Pictures),
        labelled = CoverageText.Document(measured.Labelled),
        unknown = CoverageText.Document(measured.Unknown),
        frames = Smoothing(measured.Frames),
    };

    private static object Smoothing(SmoothingRow row) => new
    {
        smoothing = row.Smoothing,
        atThreshold = CoverageText.Document(row.AtThreshold),
        falseAlarmsAtEqualCoverage = row.FalseAlarmsAtEqualCoverage,
        delay = row.Changes == 0 ? (double?)null : row.Delay,
        changes = row.Changes,
    };
}
