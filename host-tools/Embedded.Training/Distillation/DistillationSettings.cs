// SPDX-License-Identifier: MIT
using Embedded.Training.Transfer;

namespace Embedded.Training.Distillation;

/// <summary>
/// How a run learns from a teacher (Hinton, Vinyals, Dean 2015, arXiv 1503.02531): the loss is (1 - w) cross-entropy with the labels
/// + w T^2 KL(teacher || student), both softened by the temperature T.
/// </summary>
public sealed record DistillationSettings
{
    /// <summary>The weight where none is given.</summary>
    public const double DefaultWeight = 0.7;

    /// <summary>The temperature where none is given.</summary>
    public const double DefaultTemperature = 4;

    /// <summary>The trained network that teaches. It is read again when the run is resumed.</summary>
    public required NetworkSource Teacher { get; init; }

    /// <summary>w, the teacher's part of the loss, above 0 to 1.</summary>
    public double Weight { get; init; } = DefaultWeight;

    /// <summary>T, at least 1: scores are divided by it before they become probabilities.</summary>
    public double Temperature { get; init; } = DefaultTemperature;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(Weight is > 0 and <= 1, "the teacher's weight", Weight, "above 0, at most 1");
        RecipeException.Require(Temperature is >= 1 and <= 100, "the temperature", Temperature, "from 1 to 100");
    }
}
