// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A port is not there, taken, or not ours to open; the message is one sentence with what to do.</summary>
public sealed class PortException : BoardException
{
    /// <param name="message">One sentence: which port, what to do.</param>
    /// <param name="cause">What the system said, or null.</param>
    public PortException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
