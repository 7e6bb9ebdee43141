// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A board cannot be flashed, or its flashing failed.</summary>
public sealed class FlashException : Exception
{
    /// <param name="message">One sentence: what, where, what to do.</param>
    /// <param name="inner">What the system said, if anything.</param>
    public FlashException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>True if a port or board is to blame and not what was to be written.</summary>
    public bool IsDevice { get; init; }

    /// <summary>True if nothing was written: it failed before.</summary>
    public bool IsBeforeWriting { get; init; }

    /// <summary>The last lines that the flash tool printed; empty if it was not run.</summary>
    public IReadOnlyList<string> ToolOutput { get; init; } = [];
}
