// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>One command of the flash tool.</summary>
/// <param name="Kind">What it writes.</param>
/// <param name="Title">In a few words, such as "application to 0x1E0000".</param>
/// <param name="Reason">Why it is a command of its own, and why it is written like this.</param>
/// <param name="Arguments">The words behind the name of the tool.</param>
public sealed record FlashStep(FlashKind Kind, string Title, string Reason, IReadOnlyList<string> Arguments)
{
    /// <summary>The first byte that is written; -1 for firmware, which is written to several places.</summary>
    public int Address { get; init; } = -1;

    /// <summary>Bytes from there on; 0 for firmware.</summary>
    public int Bytes { get; init; }

    /// <summary>What the board has if the command is ended before its end.</summary>
    public required string AfterInterruption { get; init; }
}
