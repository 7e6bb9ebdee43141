// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Training;

/// <summary>What a run learns from.</summary>
/// <param name="Training">Pictures that are learned.</param>
/// <param name="Validation">Pictures that are only measured.</param>
public sealed record TrainingData(ISampleSource Training, ISampleSource Validation)
{
    /// <summary>The network to start from; needed only for the start of a run whose recipe has <see cref="TrainingRecipe.Transfer"/>.</summary>
    public TrainedNetwork? Initial { get; init; }

    /// <summary>The float run to continue; needed only for the start of a run whose recipe has <see cref="TrainingRecipe.Quantization"/>.</summary>
    public RunFolder? FloatRun { get; init; }

    /// <summary>The networks that teach; needed whenever the recipe has <see cref="TrainingRecipe.Distillation"/>.</summary>
    public IReadOnlyList<TrainedNetwork> Teachers { get; init; } = [];

    /// <summary>What they say of all views; needed if the recipe's <see cref="DistillationSettings.Views"/> is above 0.</summary>
    public TeacherScores? Scores { get; init; }
}
