// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
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

    /// <summary>The network that teaches; needed whenever the recipe has <see cref="TrainingRecipe.Distillation"/>.</summary>
    public TrainedNetwork? Teacher { get; init; }
}
