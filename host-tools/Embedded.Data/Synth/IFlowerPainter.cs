// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>
/// Draws one kind of flower. The coordinates are the flower's own: its head is about the unit circle around (0, 0), y grows
/// downwards along the stem. A painter draws from its random generator only, so one seed is one flower.
/// </summary>
internal interface IFlowerPainter
{
    /// <summary>The colours this kind of flower may have.</summary>
    IReadOnlyList<SKColor> Colours { get; }

    /// <summary>Draws what is behind the head: a stem of the given length, and leaves.</summary>
    void PaintStem(SKCanvas canvas, SplitMix64 random, float length);

    /// <summary>Draws the head.</summary>
    void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours);
}
