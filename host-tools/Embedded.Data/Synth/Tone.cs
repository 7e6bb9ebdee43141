// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>Arithmetic on colours.</summary>
internal static class Tone
{
    /// <summary>A share of the way from one colour to the other.</summary>
    public static SKColor Blend(SKColor from, SKColor to, float share) => new(
        Channel(from.Red + (to.Red - from.Red) * share),
        Channel(from.Green + (to.Green - from.Green) * share),
        Channel(from.Blue + (to.Blue - from.Blue) * share),
        Channel(from.Alpha + (to.Alpha - from.Alpha) * share));

    /// <summary>Darker below 1; above 1 lighter, towards white.</summary>
    public static SKColor Shade(SKColor colour, float factor) => factor <= 1
        ? new SKColor(Channel(colour.Red * factor), Channel(colour.Green * factor), Channel(colour.Blue * factor), colour.Alpha)
        : Blend(colour, new SKColor(255, 255, 255, colour.Alpha), factor - 1);

    /// <summary>Each channel moved by up to <paramref name="amount"/>.</summary>
    public static SKColor Jitter(SKColor colour, SplitMix64 random, float amount) => new(
        Channel(colour.Red + random.Between(-amount, amount)),
        Channel(colour.Green + random.Between(-amount, amount)),
        Channel(colour.Blue + random.Between(-amount, amount)),
        colour.Alpha);

    /// <summary>How different two colours look, 0 to about 765.</summary>
    public static float Distance(SKColor a, SKColor b) =>
        Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);

    private static byte Channel(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
