// SPDX-License-Identifier: MIT
namespace Embedded.Training.Distillation;

/// <summary>A file of a teacher's scores cannot be used: it belongs to something else, is damaged, or cannot be written.</summary>
public sealed class ScoresFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ScoresFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
