// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What became of the frames that a board printed.</summary>
public sealed record CaptureCounts
{
    /// <summary>Frames that became pictures.</summary>
    public int Saved { get; init; }

    /// <summary>Frames with a lost or damaged line of their bytes (<see cref="CollectedFrame.IsTorn"/>).</summary>
    public int Torn { get; init; }

    /// <summary>Frames that were too dark.</summary>
    public int Black { get; init; }

    /// <summary>Frames whose pixels are those of a picture of this run, or of one that was there before it.</summary>
    public int Same { get; init; }

    /// <summary>Frames that hardly differ from the last picture.</summary>
    public int Similar { get; init; }

    /// <summary>Frames that came too soon after the last picture.</summary>
    public int TooSoon { get; init; }

    /// <summary>Frames whose lines broke off because the board was reset, the connection was lost or the recording cut; not among <see cref="Frames"/>. Known at the end.</summary>
    public int Unfinished { get; init; }

    /// <summary>All that came to their end.</summary>
    public int Frames => Saved + Torn + Black + Same + Similar + TooSoon;
}
