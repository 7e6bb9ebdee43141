// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws runs side by side.</summary>
internal static class CompareView
{
    private const string None = "-";

    public static void Render(IAnsiConsole console, IReadOnlyList<ComparedRun> runs)
    {
        string[] names = [.. runs.Select(run => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Path))))];
        bool isUnique = names.Distinct().Count() == names.Length;
        Table table = Tables.Create("run", "start", "architecture", ">width", ">input", ">parameters", ">multiply-accumulates", ">float size", ">.emb size", ">float accuracy", ">int8 accuracy");
        foreach ((ComparedRun run, string name) in runs.Zip(names))
        {
            RunSummary summary = run.Summary;
            NetworkSpec network = summary.Network;
            table.Row(
                isUnique ? name : run.Path,
                StartText(summary.Start),
                network.Architecture,
                FormattableString.Invariant($"{network.Width:0.###}"),
                $"{network.Size}x{network.Size}x{network.Channels}",
                Numbers.Count(summary.Parameters),
                Numbers.Count(summary.MultiplyAccumulates),
                Numbers.Bytes(summary.FloatBytes),
                run.Model is null ? None : Numbers.Bytes(run.Model.Bytes.Length),
                run.FloatAccuracy ?? None,
                run.Int8Accuracy ?? None);
        }

        console.Write(table);
    }

    public static object Document(IReadOnlyList<ComparedRun> runs) => new
    {
        runs = runs.Select(run => new
        {
            run = run.Path,
            start = run.Summary.Start,
            architecture = run.Summary.Network.Architecture,
            width = run.Summary.Network.Width,
            size = run.Summary.Network.Size,
            channels = run.Summary.Network.Channels,
            parameters = run.Summary.Parameters,
            multiplyAccumulates = run.Summary.MultiplyAccumulates,
            floatBytes = run.Summary.FloatBytes,
            epochs = run.Summary.Epochs,
            bestAccuracy = run.Summary.BestAccuracy,
            model = run.ModelPath,
            modelBytes = run.Model?.Bytes.Length,
            arenaBytes = run.Model?.Model.ArenaBytes,
            floatAccuracy = run.FloatAccuracy,
            int8Accuracy = run.Int8Accuracy,
        }),
    };

    private static string StartText(RunStart start) => start switch
    {
        RunStart.Distilled => "distilled",
        RunStart.Frozen => "frozen",
        RunStart.FrozenDistilled => "frozen, distilled",
        RunStart.FineTuned => "fine-tuned",
        RunStart.FineTunedDistilled => "fine-tuned, distilled",
        _ => "scratch",
    };
}
