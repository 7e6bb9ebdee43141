// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Reporting;

/// <summary>A recipe in words, for a reader who does not know the options. Paths are named without the folders above them.</summary>
internal static class RecipeText
{
    /// <summary>The network in a few words.</summary>
    public static string Network(NetworkSpec network) => string.Create(
        CultureInfo.InvariantCulture,
        $"{network.Architecture}, width {network.Width:0.###}, on {network.Size} x {network.Size} pixels {(network.Channels == 1 ? "in grey" : "in colour")}, {Numbers.Count(network.Classes, "class", "classes")}");

    /// <summary>The last part of a path.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    /// <summary>What was done: a subject, and a sentence about it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(TrainingRecipe recipe, IReadOnlyList<EpochMetrics> metrics)
    {
        yield return new("network", $"{Network(recipe.Network)}: {LabelMapping.Listed([.. recipe.Labels])}.");
        yield return new("start", Start(recipe));
        yield return new("pictures", Pictures(recipe.Data, recipe.KeepLast) + (recipe.Balance ? " Pictures of rare classes were drawn more often, so that every class was seen equally often." : ""));
        yield return new("length", Length(recipe, metrics));
        yield return new("steps", Steps(recipe));
        yield return new("variation", recipe.Augmentation is { } augmentation ? Variation(augmentation) : "The pictures were used as they are.");
        if (Targets(recipe) is { Length: > 0 } targets)
        {
            yield return new("targets", targets);
        }
    }

    private static string Start(TrainingRecipe recipe) => recipe switch
    {
        { Quantization: { } quantization } => $"Continues the run {NameOf(quantization.Source.Path)} with the board's rounding in every step; the best epoch is chosen on the integer engine.",
        { Transfer: { Freeze: true } transfer } => $"A new classifier on the network of {NameOf(transfer.Source.Path)}, which stays as it is.",
        { Transfer: { } transfer } => Invariant($"Fine-tuned from {NameOf(transfer.Source.Path)}; layers that were trained before take {transfer.BackboneRate:0.###} of the learning rate."),
        _ => "From scratch: random weights.",
    };

    private static string Pictures(DataOrigin data, bool keepsLast)
    {
        string held = data.ValidationFolder is string folder ? $"those of {NameOf(folder)}"
            : data.ValidationShare is double share ? Invariant($"{100 * share:0.#} % of the folder, chosen by file name")
            : "others";
        return $"{Numbers.Count(data.TrainingPictures)} of {NameOf(data.Folder)} to train on; {Numbers.Count(data.ValidationPictures)} held out to {(keepsLast ? "be measured" : "choose the best epoch")}, {held}.";
    }

    private static string Length(TrainingRecipe recipe, IReadOnlyList<EpochMetrics> metrics)
    {
        string planned = metrics.Count < recipe.Epochs ? $" of {recipe.Epochs}" : "";
        string patience = recipe.Patience > 0 ? $", stopping after {recipe.Patience} without a better one" : "";
        string grown = recipe.StartSize is int start ? $", the pictures growing from {start} to {recipe.Network.Size} pixels in the first half" : "";
        return $"{metrics.Count}{planned} epochs{patience}{grown}, epoch {metrics[^1].BestEpoch} is the {(recipe.KeepLast ? "last" : "best")}; {Numbers.Duration(TimeSpan.FromSeconds(metrics.Sum(epoch => epoch.Seconds)))} on {Numbers.Count(recipe.Threads, "thread")}.";
    }

    private static string Steps(TrainingRecipe recipe)
    {
        OptimizerSettings optimizer = recipe.Optimizer;
        string kind = optimizer.Kind == OptimizerKind.AdamW ? "AdamW" : Invariant($"SGD with momentum {optimizer.Momentum:0.###}");
        string average = optimizer.AverageDecay > 0 ? Invariant($" The network is a moving average of the weights (decay {optimizer.AverageDecay:0.#####}).") : "";
        return Invariant($"{kind}, batches of {recipe.BatchSize}, learning rate up to {optimizer.LearningRate:0.######} after {optimizer.WarmUpEpochs:0.##} {(optimizer.WarmUpEpochs == 1 ? "epoch" : "epochs")} of warm-up, weight decay {optimizer.WeightDecay:0.#####}.") + average;
    }

    private static string Variation(AugmentationSettings settings)
    {
        (bool Is, string Text)[] parts =
        [
            (settings.MinimumCropArea < 1, Invariant($"cropped to {100 * settings.MinimumCropArea:0} % of the area or more")),
            (settings.Flip, "mirrored"),
            (settings.RotationDegrees > 0, Invariant($"rotated by up to {settings.RotationDegrees:0.#} degrees")),
            (settings.Brightness > 0 || settings.Contrast > 0, "varied in brightness and contrast"),
            (settings.Saturation > 0 || settings.HueDegrees > 0, "in saturation and hue"),
            (settings.WhiteBalance > 0, "in white balance"),
            (settings.BlurProbability > 0, Invariant($"{100 * settings.BlurProbability:0} % blurred")),
            (settings.NoiseProbability > 0, Invariant($"{100 * settings.NoiseProbability:0} % with sensor noise")),
            (settings.Rgb565Probability > 0, Invariant($"{100 * settings.Rgb565Probability:0} % as a camera's 5-6-5 frame")),
            (settings.CameraProbability > 0, Invariant($"{100 * settings.CameraProbability:0} % as a frame of a simulated camera instead")),
        ];
        string[] used = [.. parts.Where(part => part.Is).Select(part => part.Text)];
        return used.Length == 0 ? "The pictures were used as they are." : $"At random, training pictures were {string.Join(", ", used)}.";
    }

    private static string Targets(TrainingRecipe recipe)
    {
        var parts = new List<string>();
        if (recipe.Distillation is { } distillation)
        {
            parts.Add(Invariant($"Taught by {string.Join(" and ", distillation.Teachers.Select(teacher => NameOf(teacher.Path)))} beside the labels (weight {distillation.Weight:0.##}, temperature {distillation.Temperature:0.##}{(distillation.FeatureWeight > 0 ? Invariant($", features {distillation.FeatureWeight:0.##}") : "")})."));
            parts.Add(distillation.Views > 0 ? $"The teacher judged {Numbers.Count(distillation.Views, "view")} of the pictures at its own size." : "The teacher saw every batch as the student did.");
        }

        string[] softening =
        [
            .. recipe.LabelSmoothing > 0 ? [Invariant($"label smoothing {recipe.LabelSmoothing:0.###}")] : Array.Empty<string>(),
            .. recipe.Mixup > 0 ? [Invariant($"mixup {recipe.Mixup:0.###}")] : Array.Empty<string>(),
            .. recipe.CutMix > 0 ? [Invariant($"CutMix in {100 * recipe.CutMix:0.#} % of the batches")] : Array.Empty<string>(),
            .. recipe.Dropout > 0 ? [Invariant($"dropout {recipe.Dropout:0.###}")] : Array.Empty<string>(),
        ];
        if (softening.Length > 0)
        {
            string text = string.Join(", ", softening);
            parts.Add($"{char.ToUpperInvariant(text[0])}{text[1..]}.");
        }

        return string.Join(' ', parts);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
