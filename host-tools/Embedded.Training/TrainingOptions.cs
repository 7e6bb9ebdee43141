// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>What does not change a run's result.</summary>
public sealed record TrainingOptions
{
    /// <summary>Go on from the folder's last checkpoint, if there is a run; otherwise the folder must hold none.</summary>
    public bool Resume { get; init; }

    /// <summary>Hears where the run stands, a few times a second, on the training thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after every epoch, when its checkpoint is on disk.</summary>
    public Action<EpochMetrics>? EpochFinished { get; init; }
}
