// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What became of the frames that a board printed.</summary>
public sealed record CaptureCounts
{
    /// <summary>Frames that became pictures.</summary>
    public int Saved { get; init; }

    /// <summary>Frames with a lost or damaged line.</summary>
    public int Torn { get; init; }

    /// <summary>Frames that were too dark.</summary>
    public int Black { get; init; }

    /// <summary>Frames whose bytes are those of a picture.</summary>
    public int Same { get; init; }

    /// <summary>Frames that hardly differ from the last picture.</summary>
    public int Similar { get; init; }

    /// <summary>Frames that came too soon after the last picture.</summary>
    public int TooSoon { get; init; }

    /// <summary>All of them.</summary>
    public int Frames => Saved + Torn + Black + Same + Similar + TooSoon;
}
