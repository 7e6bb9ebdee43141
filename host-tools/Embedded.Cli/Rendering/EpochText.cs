// SPDX-License-Identifier: MIT
using Embedded.Training;

namespace Embedded.Cli.Rendering;

/// <summary>Training in one line.</summary>
internal static class EpochText
{
    /// <summary>A finished epoch.</summary>
    public static string Line(EpochMetrics metrics, TrainingRecipe recipe)
    {
        int epochs = recipe.Epochs;
        string epoch = $"{metrics.Epoch}".PadLeft($"{epochs}".Length);
        string best = metrics.BestEpoch == metrics.Epoch && !recipe.KeepLast ? "  best" : "";
        return FormattableString.Invariant(
            $"epoch {epoch}/{epochs}  loss {metrics.Loss:0.000}  training {100 * metrics.TrainingAccuracy,5:0.0} %  validation {100 * metrics.ValidationAccuracy,5:0.0} %  {metrics.ImagesPerSecond,5:0} images/s  {metrics.Seconds:0.0} s{best}");
    }

    /// <summary>Where the run stands, for beside the bar.</summary>
    public static string Detail(TrainingProgress progress) => FormattableString.Invariant(
        $"epoch {progress.Epoch}/{progress.Epochs}  {progress.ImagesPerSecond:0} images/s  loss {progress.Loss:0.000}  {100 * progress.Accuracy:0.0} %  {Numbers.Duration(progress.TimeLeft)} left");
}
