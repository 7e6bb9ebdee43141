// SPDX-License-Identifier: MIT
using Embedded.Training.Models;

namespace Embedded.Training.Runs;

/// <summary>A run in a few numbers, for comparing it with others.</summary>
/// <param name="Start">What it started from.</param>
/// <param name="Network">The network.</param>
/// <param name="Parameters">Weights and biases with batch norms folded.</param>
/// <param name="MultiplyAccumulates">For one picture.</param>
/// <param name="Epochs">Finished so far.</param>
/// <param name="BestAccuracy">The best epoch's share of correct validation pictures, 0 to 1, of a quantization-aware run by the integer engine; null before the first epoch's end.</param>
public sealed record RunSummary(RunStart Start, NetworkSpec Network, long Parameters, long MultiplyAccumulates, int Epochs, double? BestAccuracy)
{
    /// <summary>Size of the parameters in single precision.</summary>
    public long FloatBytes => Parameters * sizeof(float);

    /// <summary>Reads the run's recipe and metrics; no libtorch is loaded.</summary>
    /// <exception cref="RunFolderException">The metrics cannot be read.</exception>
    public static RunSummary Of(RunFolder folder)
    {
        TrainingRecipe recipe = folder.Recipe;
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        IReadOnlyList<EpochMetrics> metrics = folder.ReadMetrics();
        return new RunSummary(StartOf(recipe), recipe.Network, plan.Parameters, plan.MultiplyAccumulates, metrics.Count, metrics.Count > 0 ? metrics[^1].BestAccuracy : null);
    }

    private static RunStart StartOf(TrainingRecipe recipe)
    {
        bool isTaught = recipe.Distillation is not null;
        return recipe.Transfer switch
        {
            _ when recipe.Quantization is not null => RunStart.QuantizationAware,
            null => isTaught ? RunStart.Distilled : RunStart.Scratch,
            { Freeze: true } => isTaught ? RunStart.FrozenDistilled : RunStart.Frozen,
            _ => isTaught ? RunStart.FineTunedDistilled : RunStart.FineTuned,
        };
    }
}
