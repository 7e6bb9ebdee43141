// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Shows which post-training methods were tried and what each reached on the integer engine.</summary>
internal static class MethodView
{
    public static void Render(IAnsiConsole console, MethodTable methods, bool isQuiet)
    {
        if (isQuiet)
        {
            return;
        }

        bool hasClasses = methods.Float.Correct != null;
        console.Heading("Methods", $"on the integer engine, {Numbers.Count(methods.Float.Pictures)} pictures{(methods.IsJudgedApart ? " of the training part that did not calibrate" : ", the calibration pictures: there are too few to keep some apart")}");
        string[] kept = methods.IsSearched ? ["kept"] : [];
        Table table = Tables.Create(["step", hasClasses ? ">accuracy" : ">agreement", ">divergence", .. kept, ">time"]);
        table.Row(["float", Numbers.Percent(methods.Float.Share), "", .. kept.Select(_ => ""), ""]);
        foreach (MethodTrial trial in methods.Trials)
        {
            table.Row([trial.Step, Numbers.Percent(trial.Score.Share), FormattableString.Invariant($"{trial.Score.Divergence:0.00000}"), .. kept.Select(_ => trial.IsKept ? "yes" : "no"), Numbers.Duration(trial.Elapsed)]);
        }

        console.Write(table);
        if (methods.IsMuchLost)
        {
            string lost = FormattableString.Invariant($"{100 * methods.Lost:0.0} points {(hasClasses ? "are" : "of agreement with the float network are")} lost");
            string how = methods.Training == null ? "" : $": {methods.Training}";
            console.WriteLine(methods.IsTrainingAdvised ? $"{lost}; quantization-aware training may bring them back{how}" : $"{lost}; --method auto tries what brings them back");
        }
    }

    public static object Document(MethodTable methods) => new
    {
        pictures = methods.Float.Pictures,
        areJudgedApart = methods.IsJudgedApart,
        floatAccuracy = Accuracy(methods.Float),
        steps = methods.Trials.Select(trial => new
        {
            step = trial.Step,
            accuracy = Accuracy(trial.Score),
            agreement = (double)trial.Score.Agreeing / Math.Max(1, trial.Score.Pictures),
            divergence = trial.Score.Divergence,
            isKept = trial.IsKept,
            seconds = trial.Elapsed.TotalSeconds,
        }),
        lost = methods.Lost,
        isTrainingAdvised = methods.IsTrainingAdvised,
    };

    /// <summary>Null where the true classes are unknown.</summary>
    private static double? Accuracy(NetworkScore score) => score.Correct is int correct ? (double)correct / Math.Max(1, score.Pictures) : null;
}
