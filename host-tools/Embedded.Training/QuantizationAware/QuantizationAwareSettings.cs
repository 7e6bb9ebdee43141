// SPDX-License-Identifier: MIT
using Embedded.Training.Transfer;

namespace Embedded.Training.QuantizationAware;

/// <summary>How a run continues a float run with the device's rounding in the loop.</summary>
public sealed record QuantizationAwareSettings
{
    /// <summary>Passes over the training pictures where the recipe names none.</summary>
    public const int DefaultEpochs = 20;

    /// <summary>The largest learning rate where the recipe names none.</summary>
    public const double DefaultLearningRate = 0.0005;

    /// <summary>The float run. Its best network is read once, at the start.</summary>
    public required NetworkSource Source { get; init; }

    /// <summary>Epochs in which the statistics of the batch norms follow the quantized network; then they are frozen.</summary>
    public int WarmUpEpochs { get; init; } = 1;

    /// <summary>Training pictures that give the activations their first ranges.</summary>
    public int CalibrationPictures { get; init; } = 256;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate(TrainingRecipe recipe)
    {
        RecipeException.Require(WarmUpEpochs >= 0, "the number of epochs whose statistics count", WarmUpEpochs, "at least 0");
        RecipeException.Require(CalibrationPictures >= 1, "the number of calibration pictures", CalibrationPictures, "at least 1");
        RecipeException.Require(recipe.Dropout == 0, "the dropout of quantization-aware training", recipe.Dropout, "0");
        if (recipe.Transfer is not null)
        {
            throw new RecipeException("A quantization-aware run starts from a float run of its own network: it cannot be started from another one too.");
        }
    }
}
