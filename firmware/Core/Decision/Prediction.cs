// SPDX-License-Identifier: MIT
namespace Embedded.Decision;

/// <summary>What the board says about one frame. The <see cref="Decider"/> fills the same object again for the next one.</summary>
public sealed class Prediction
{
    /// <summary>No class.</summary>
    public const int None = -1;

    /// <summary>Index of the class that was decided on, <see cref="None"/> for "unknown".</summary>
    public int Class { get; internal set; } = None;

    /// <summary>Index of the most probable class, decided on or not; the lower index wins a tie.</summary>
    public int Top { get; internal set; } = None;

    /// <summary>Smoothed probability of <see cref="Top"/>, 0 to 100 per cent.</summary>
    public int TopPercent { get; internal set; }

    /// <summary>Index of the second most probable class, <see cref="None"/> if there is only one class.</summary>
    public int Second { get; internal set; } = None;

    /// <summary>Smoothed probability of <see cref="Second"/>, 0 to 100 per cent.</summary>
    public int SecondPercent { get; internal set; }
}
