// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>What one epoch gave: a line of metrics.jsonl. Validation measures the moving average of the weights.</summary>
public sealed record EpochMetrics
{
    /// <summary>Counted from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean training loss, with label smoothing and on varied pictures.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of the varied training pictures that were classified correctly while training, 0 to 1.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Mean cross-entropy on the validation pictures, without label smoothing.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Share of the validation pictures that the averaged network classifies correctly, 0 to 1.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>The best epoch so far: the highest validation accuracy, at a tie the lower validation loss.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Its validation accuracy.</summary>
    public required double BestAccuracy { get; init; }

    /// <summary>Of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training pictures a second, validation not counted.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>The epoch's time, validation included.</summary>
    public required double Seconds { get; init; }
}
