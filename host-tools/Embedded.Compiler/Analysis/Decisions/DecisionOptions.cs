// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>What decision settings are to reach, and the camera that they are tried with.</summary>
public sealed record DecisionOptions
{
    /// <summary>Largest share of frames with a wrong answer, 0 to 1.</summary>
    public double FalseAlarmRate { get; init; } = 0.05;

    /// <summary>How the simulated camera moves.</summary>
    public CameraMotion Motion { get; init; } = CameraMotion.HandHeld;

    /// <summary>Where the simulated camera's randomness starts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>At most this many pictures are looked at by the simulated camera, evenly spread.</summary>
    public int MostSequences { get; init; } = 500;

    /// <summary>At most this many threads; 0 for all cores.</summary>
    public int Threads { get; init; }
}
