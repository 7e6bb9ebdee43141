// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A board cannot be used: it is unknown, its description is wrong, or what it was given does not fit it.</summary>
public class BoardException : Exception
{
    /// <param name="message">One sentence: what, where, what to do.</param>
    /// <param name="inner">What the system said, if anything.</param>
    public BoardException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
