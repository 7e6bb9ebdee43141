// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What goes wrong between a virtual board and its listeners; the same seed does the same damage.</summary>
public sealed record FaultOptions
{
    /// <summary>Fewest lines between two resets or two pulls of the cable: a boot prints about ten.</summary>
    public const int MinPeriod = 20;

    /// <summary>Decides where.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Share of bytes with one wrong bit, 0 to 1.</summary>
    public double FlippedBytes { get; init; }

    /// <summary>Share of lines that break off, 0 to 1.</summary>
    public double TornLines { get; init; }

    /// <summary>Share of lines with noise before them, 0 to 1.</summary>
    public double NoisyLines { get; init; }

    /// <summary>Lines after which plain text turns into packets of the Wire Protocol, and after as many more back, and so on; 0 for never.</summary>
    public int FramingPeriod { get; init; }

    /// <summary>Mean number of lines after which the board is reset in the middle of a line, half of it to one and a half; 0 for never.</summary>
    public int ResetPeriod { get; init; }

    /// <summary>Mean number of lines after which the cable is pulled for a second; 0 for never. Only for sockets.</summary>
    public int UnplugPeriod { get; init; }

    /// <summary>The longest time by which the camera is late with a frame.</summary>
    public TimeSpan SlowFrames { get; init; }
}
