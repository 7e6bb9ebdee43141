// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>The loss or a weight is no longer a finite number. The checkpoints of the epochs before are intact.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception with one clear sentence.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }
}
