// SPDX-License-Identifier: MIT
namespace Embedded.Training.Optimization;

/// <summary>How the weights are trained.</summary>
public sealed record OptimizerSettings
{
    /// <summary>Which optimizer.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.AdamW;

    /// <summary>The largest learning rate, reached after the warm-up.</summary>
    public double LearningRate { get; init; } = 0.004;

    /// <summary>Weight decay on the filters of standard and pointwise convolutions and the classifier; never on others.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>SGD only: the share of the last step that the next one keeps.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Epochs over which the learning rate rises from zero; at most half of all epochs are used.</summary>
    public double WarmUpEpochs { get; init; } = 5;

    /// <summary>Decay of the moving average of the weights a batch, 0 for none. It starts faster: at most (1 + batch)/(10 + batch).</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(LearningRate > 0 && double.IsFinite(LearningRate), "the learning rate", LearningRate, "above 0");
        RecipeException.Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), "the weight decay", WeightDecay, "at least 0");
        RecipeException.Require(Momentum is >= 0 and < 1, "the momentum", Momentum, "from 0 to below 1");
        RecipeException.Require(WarmUpEpochs >= 0 && double.IsFinite(WarmUpEpochs), "the number of warm-up epochs", WarmUpEpochs, "at least 0");
        RecipeException.Require(AverageDecay is >= 0 and < 1, "the decay of the moving average", AverageDecay, "from 0 to below 1");
    }
}
