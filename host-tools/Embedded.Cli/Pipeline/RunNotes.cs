// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Rendering;
using Embedded.Training;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>What a model file says of the run that it was made from.</summary>
internal static class RunNotes
{
    /// <summary>Network, training and accuracy.</summary>
    public static List<KeyValuePair<string, string>> Of(RunFolder run)
    {
        NetworkSpec network = run.Recipe.Network;
        EpochMetrics last = run.ReadMetrics()[^1];
        return
        [
            new("network", string.Create(CultureInfo.InvariantCulture, $"{network.Architecture} {network.Width:0.###}, {network.Size}x{network.Size}x{network.Channels}")),
            new("training", string.Create(CultureInfo.InvariantCulture, $"{Numbers.Count(run.Recipe.Data.TrainingPictures, "picture")}, {(run.Recipe.KeepLast ? "last" : "best")} of {Numbers.Count(last.Epoch, "epoch")}: {last.BestEpoch}, seed {run.Recipe.Seed}")),
            .. Origin(run.Recipe),
            new(run.Recipe.Quantization is null ? "float accuracy" : "int8 accuracy", string.Create(CultureInfo.InvariantCulture, $"{100 * last.BestAccuracy:0.0} % of {Numbers.Count(run.Recipe.Data.ValidationPictures, "picture")}")),
        ];
    }

    /// <summary>What the network learned from beside the pictures; nothing for a network from scratch.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Origin(TrainingRecipe recipe)
    {
        if (recipe.Transfer is { } transfer)
        {
            yield return new("start", $"{(transfer.Freeze ? "new classifier on" : "fine-tuned from")} {NameOf(transfer.Source)}");
        }

        if (recipe.Quantization is { } quantization)
        {
            yield return new("start", $"quantization-aware, continues {NameOf(quantization.Source)}");
        }

        if (recipe.Distillation is { } distillation)
        {
            yield return new(distillation.Teachers.Count == 1 ? "teacher" : "teachers", string.Join(", ", distillation.Teachers.Select(NameOf)));
        }

        static string NameOf(NetworkSource source) => Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Path));
    }
}
