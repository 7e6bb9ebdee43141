// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Commands;
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Rebuilding;

/// <summary>Whether a training run is what a step would make.</summary>
internal static class RunComparison
{
    /// <summary>The first setting that is another, as "THEN, not NOW"; null if the run is the step's. Networks it starts or learns from are told apart by their CRC-32, wherever they lie.</summary>
    public static string? DifferenceOf(RunFolder run, RebuildStep step, Session session)
    {
        var shared = new SharedOptions();
        ParseResult parse = CommandLineApp.CreateRoot(shared).Parse(step.Arguments);
        var command = (TrainCommand)parse.CommandResult.Command;
        TrainingRecipe now = command.RecipeOf(parse, new Session(session.StepTerminal, shared, parse, session.Cancellation));
        string typed = step.Words.First(word => word.Name == "DATA").Typed;
        return IsSameFolder(run.Recipe.Data.Folder, now.Data.Folder, typed)
            ? RunFolder.DifferenceOf(Plain(run.Recipe), Plain(now))
            : $"the pictures of {run.Recipe.Data.Folder}, not {now.Data.Folder}";
    }

    /// <summary>The folder may have been moved with the run, or named from elsewhere.</summary>
    private static bool IsSameFolder(string then, string now, string typed)
    {
        string before = Slashes(then);
        string written = Slashes(typed);
        return before == written || before.EndsWith("/" + written, StringComparison.Ordinal) || Path.GetFullPath(then) == Path.GetFullPath(now);

        static string Slashes(string path) => path.Replace('\\', '/').TrimEnd('/');
    }

    /// <summary>Without what does not tell runs apart: paths, threads, and numbers that are known only later.</summary>
    private static TrainingRecipe Plain(TrainingRecipe recipe) => recipe with
    {
        Threads = 1,
        Data = recipe.Data with { Folder = "", ValidationFolder = null, TrainingPictures = 0, ValidationPictures = 0 },
        Transfer = recipe.Transfer is { } transfer ? transfer with { Source = Plain(transfer.Source) } : null,
        Quantization = recipe.Quantization is { } quantization ? quantization with { Source = Plain(quantization.Source) } : null,
        Distillation = recipe.Distillation is { } distillation ? Plain(distillation) : null,
    };

    private static DistillationSettings Plain(DistillationSettings settings) => settings with { ScoresFile = null, Teachers = [.. settings.Teachers.Select(Plain)] };

    private static NetworkSource Plain(NetworkSource source) => source with { Path = "" };
}
