// SPDX-License-Identifier: MIT
namespace Embedded.Decision;

/// <summary>How predictions become decisions and what the board prints; stored in the .emb file, changed by `embedded set`.</summary>
public sealed class DecisionSettings
{
    /// <summary>Most frames that can be averaged.</summary>
    public const int MaxSmoothing = 32;

    /// <summary>Frames whose probabilities are averaged, 1 to <see cref="MaxSmoothing"/>.</summary>
    public int Smoothing { get; set; } = 4;

    /// <summary>Per cent below which the answer is "unknown", 0 to 100.</summary>
    public int Threshold { get; set; } = 50;

    /// <summary>Index of the class that lights the LED, -1 for none.</summary>
    public int LedClass { get; set; } = -1;

    /// <summary>Which LED of the board.</summary>
    public LedKind Led { get; set; } = LedKind.Status;

    /// <summary>True if the board prints every frame it captures, base64.</summary>
    public bool PrintFrames { get; set; }

    /// <summary>True if the board prints a CRC-32 per operator and the raw outputs of every frame.</summary>
    public bool PrintTrace { get; set; }
}
