// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>A recipe and the trained networks that it needs.</summary>
/// <param name="Recipe">What to train and how.</param>
/// <param name="Initial">The network that a new run starts from, or null.</param>
internal sealed record TrainingJob(TrainingRecipe Recipe, TrainedNetwork? Initial = null)
{
    /// <summary>The networks that teach.</summary>
    public IReadOnlyList<TrainedNetwork> Teachers { get; init; } = [];

    /// <summary>The float run that a new quantization-aware run continues, or null.</summary>
    public RunFolder? FloatRun { get; init; }
}
