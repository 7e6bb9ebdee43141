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
    /// <summary>
    /// The first setting that is another, as "THEN, not NOW"; null if the run is the step's. Networks it starts or learns from are told apart by their
    /// CRC-32, wherever they lie; their paths are compared too if the run is to go on, as its recipe holds them.
    /// </summary>
    public static string? DifferenceOf(RunFolder run, RebuildStep step, Session session)
    {
        var shared = new SharedOptions();
        ParseResult parse = CommandLineApp.CreateRoot(shared).Parse(step.Arguments);
        var command = (TrainCommand)parse.CommandResult.Command;
        TrainingRecipe now = Measured(command.RecipeOf(parse, new Session(session.StepTerminal, shared, parse, session.Cancellation, isStep: true)));
        TrainingRecipe then = Measured(run.Recipe);
        StepWord data = step.Words.First(word => word.Name == "DATA");
        return !IsSameFolder(run.Recipe.Data.Folder, data.Text, data.Typed) ? $"the pictures of {run.Recipe.Data.Folder}, not {data.Text}"
            : RunFolder.DifferenceOf(Plain(then), Plain(now)) is string setting ? setting
            : !run.IsFinished && RunFolder.DifferenceOf(then, now) is string path ? $"{path}, so it can only go on from the folder and with the --in that it was begun with"
            : null;
    }

    /// <summary>The folder may have been moved with the run, or named from elsewhere.</summary>
    private static bool IsSameFolder(string then, string now, string typed)
    {
        string before = Slashes(then);
        string written = Slashes(typed);
        return before == written || before.EndsWith("/" + written, StringComparison.Ordinal) || Path.GetFullPath(then) == Path.GetFullPath(now);

        static string Slashes(string path) => path.Replace('\\', '/').TrimEnd('/');
    }

    /// <summary>Without threads, the pictures' folder, and numbers that are known only later.</summary>
    private static TrainingRecipe Measured(TrainingRecipe recipe) => recipe with
    {
        Threads = 1,
        Data = recipe.Data with { Folder = "", ValidationFolder = null, TrainingPictures = 0, ValidationPictures = 0 },
    };

    /// <summary>Without paths.</summary>
    private static TrainingRecipe Plain(TrainingRecipe recipe) => recipe with
    {
        Transfer = recipe.Transfer is { } transfer ? transfer with { Source = Plain(transfer.Source) } : null,
        Quantization = recipe.Quantization is { } quantization ? quantization with { Source = Plain(quantization.Source) } : null,
        Distillation = recipe.Distillation is { } distillation ? Plain(distillation) : null,
    };

    private static DistillationSettings Plain(DistillationSettings settings) => settings with { ScoresFile = null, Teachers = [.. settings.Teachers.Select(Plain)] };

    private static NetworkSource Plain(NetworkSource source) => source with { Path = "" };
}
