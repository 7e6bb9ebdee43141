// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A file with a board's console is not there or cannot be read; the message is one sentence with what to do.</summary>
public sealed class RecordingException : BoardException
{
    /// <param name="message">One sentence: which file, what to do.</param>
    /// <param name="cause">What the system said, or null.</param>
    public RecordingException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
