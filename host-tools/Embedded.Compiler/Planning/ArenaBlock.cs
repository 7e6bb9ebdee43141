// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Planning;

/// <summary>Bytes of the arena that are needed from operator <see cref="Start"/> to operator <see cref="End"/>, both included.</summary>
internal sealed class ArenaBlock
{
    /// <summary>A multiple of <see cref="ArenaPacker.Alignment"/>.</summary>
    public required int Bytes { get; init; }

    /// <summary>The operator that writes them; -1 for the network's input.</summary>
    public required int Start { get; init; }

    /// <summary>The last operator that reads them.</summary>
    public required int End { get; set; }

    /// <summary>True if both are needed while some operator runs.</summary>
    public bool Meets(ArenaBlock other) => Start <= other.End && other.Start <= End;
}
