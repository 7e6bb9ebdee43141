// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What goes wrong between a virtual board and its listeners; the same seed does the same damage.</summary>
public sealed record FaultOptions
{
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
}
