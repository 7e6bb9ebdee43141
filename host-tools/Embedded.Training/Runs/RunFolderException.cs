// SPDX-License-Identifier: MIT
namespace Embedded.Training.Runs;

/// <summary>A run's folder cannot be used or written. The message says which file, why, and what to do next.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>Creates the exception with one clear sentence.</summary>
    public RunFolderException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
