// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
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
        bool isMeasured = runs.Any(run => run.MeasuredFloat != null || run.MeasuredInt8 != null);
        var table = new FittedTable("run", "network", ">parameters", ">MACs", ">float size", ">.emb size", isMeasured ? ">float" : ">best validation", ">int8", "start");
        foreach ((ComparedRun run, string name) in runs.Zip(names))
        {
            RunSummary summary = run.Summary;
            NetworkSpec network = summary.Network;
            table.Row(
                isUnique ? name : run.Path,
                FormattableString.Invariant($"{network.Architecture} {network.Width:0.###}, {network.Size}x{network.Size}x{network.Channels}"),
                Numbers.Count(summary.Parameters),
                Numbers.Count(summary.MultiplyAccumulates),
                Numbers.Bytes(summary.FloatBytes),
                run.Model is null ? None : Numbers.Bytes(run.Model.Bytes.Length),
                run.FloatAccuracy is double accuracy ? Numbers.Percent(accuracy) : None,
                run.MeasuredInt8 is double share ? Numbers.Percent(share) : None,
                StartText(run));
        }

        table.Write(console);
    }

    public static object Document(IReadOnlyList<ComparedRun> runs) => new
    {
        runs = runs.Select(run => new
        {
            run = run.Path,
            start = run.Summary.Start,
            startedFrom = (run.Recipe.Transfer?.Source ?? run.Recipe.Quantization?.Source)?.Path,
            teachers = run.Recipe.Distillation?.Teachers.Select(teacher => teacher.Path),
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
            int8Accuracy = run.MeasuredInt8,
        }),
    };

    /// <summary>Such as "fine-tuned from mobilenet.tflite, taught by large".</summary>
    private static string StartText(ComparedRun run)
    {
        string start = run.Recipe.Quantization is { } quantization ? $"quantization-aware, continues {NameOf(quantization.Source)}"
            : run.Recipe.Transfer is not { } transfer ? "scratch" : $"{(transfer.Freeze ? "frozen" : "fine-tuned")} from {NameOf(transfer.Source)}";
        return run.Recipe.Distillation is { } distillation ? $"{start}\ntaught by {string.Join(" + ", distillation.Teachers.Select(NameOf))}" : start;
    }

    private static string NameOf(NetworkSource source) => Tables.Name(Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Path)));
}
