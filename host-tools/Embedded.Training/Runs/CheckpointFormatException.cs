// SPDX-License-Identifier: MIT
namespace Embedded.Training.Runs;

/// <summary>A checkpoint is cut off, damaged or of another network. The message completes "The checkpoint ... cannot be used: ".</summary>
public sealed class CheckpointFormatException : Exception
{
    /// <summary>Creates the exception with the reason.</summary>
    public CheckpointFormatException(string reason)
        : base(reason)
    {
    }
}
