// SPDX-License-Identifier: MIT
using Embedded.Training.Transfer;

namespace Embedded.Training.Distillation;

/// <summary>
/// How a run learns from a teacher (Hinton, Vinyals, Dean 2015, arXiv 1503.02531): the loss is (1 - w) cross-entropy with the labels
/// + w T^2 KL(teacher || student), both softened by the temperature T, + f (1 - alignment of the pooled features).
/// </summary>
public sealed record DistillationSettings
{
    /// <summary>The weight where none is given.</summary>
    public const double DefaultWeight = 0.9;

    /// <summary>The temperature where none is given.</summary>
    public const double DefaultTemperature = 2;

    /// <summary>The number of views where none is given.</summary>
    public const int DefaultViews = 32;

    /// <summary>The weight of the features where none is given.</summary>
    public const double DefaultFeatureWeight = 1;

    /// <summary>Mixup's alpha with a teacher where none is given: it says what a mixture shows, so every mixture is a new picture.</summary>
    public const double DefaultMixup = 1;

    /// <summary>The share of CutMix batches with a teacher where none is given.</summary>
    public const double DefaultCutMix = 0.3;

    /// <summary>The trained networks that teach together: the mean of their scores. They are read again when the run is resumed.</summary>
    public required IReadOnlyList<NetworkSource> Teachers { get; init; }

    /// <summary>w, the teacher's part of the loss, above 0 to 1.</summary>
    public double Weight { get; init; } = DefaultWeight;

    /// <summary>T, at least 1: scores are divided by it before they become probabilities.</summary>
    public double Temperature { get; init; } = DefaultTemperature;

    /// <summary>
    /// How many varied views of a picture there are. Epoch by epoch they come round again, so the teacher judges each only once, at its own
    /// input size, and the scores are kept in a file. 0: views never repeat, and the teacher sees the student's batches during the training.
    /// </summary>
    public int Views { get; init; }

    /// <summary>The teacher's answer is the mean of those to the picture and to its mirror image.</summary>
    public bool Mirror { get; init; }

    /// <summary>f, what features count that do not lie as the teacher's do; 0 leaves them alone.</summary>
    public double FeatureWeight { get; init; }

    /// <summary>The file with the teacher's scores of all views, as the run was given it; null for the run's own.</summary>
    public string? ScoresFile { get; init; }

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(Teachers.Count >= 1, "the number of teachers", Teachers.Count, "at least 1");
        RecipeException.Require(Weight is > 0 and <= 1, "the teacher's weight", Weight, "above 0, at most 1");
        RecipeException.Require(Temperature is >= 1 and <= 100, "the temperature", Temperature, "from 1 to 100");
        RecipeException.Require(Views is >= 0 and <= 1000, "the number of views", Views, "from 0 to 1000");
        RecipeException.Require(FeatureWeight is >= 0 and <= 100, "the weight of the features", FeatureWeight, "from 0 to 100");
    }
}
