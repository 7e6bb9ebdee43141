// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>The colours of one flower. All kinds draw from one list, because colour alone must not tell what a flower is.</summary>
internal sealed class PetalColours
{
    public static readonly SKColor White = new(244, 242, 236);
    public static readonly SKColor Cream = new(248, 233, 196);
    public static readonly SKColor Lemon = new(246, 229, 96);
    public static readonly SKColor Yellow = new(248, 200, 28);
    public static readonly SKColor Orange = new(243, 138, 34);
    public static readonly SKColor Coral = new(240, 110, 84);
    public static readonly SKColor Red = new(200, 26, 36);
    public static readonly SKColor Crimson = new(140, 18, 42);
    public static readonly SKColor Pink = new(242, 156, 186);
    public static readonly SKColor Magenta = new(206, 54, 122);
    public static readonly SKColor Lilac = new(178, 130, 206);
    public static readonly SKColor Russet = new(150, 62, 24);

    /// <summary>All of the above.</summary>
    public static readonly SKColor[] All = [White, Cream, Lemon, Yellow, Orange, Coral, Red, Crimson, Pink, Magenta, Lilac, Russet];

    private PetalColours(SKColor petal, SKColor heart)
    {
        Petal = petal;
        Heart = heart;
    }

    /// <summary>The outer part of the petals.</summary>
    public SKColor Petal { get; }

    /// <summary>The petals near the middle of the flower.</summary>
    public SKColor Heart { get; }

    /// <summary>One of <paramref name="kinds"/> (repeat a colour to make it likelier), a little different every time.</summary>
    public static PetalColours Choose(SplitMix64 random, IReadOnlyList<SKColor> kinds)
    {
        SKColor petal = Tone.Jitter(Tone.Shade(random.Pick(kinds), random.Between(0.86f, 1.08f)), random, 14);
        SKColor heart = random.Chance(0.25f)
            ? Tone.Blend(petal, random.Pick(kinds), random.Between(0.4f, 0.9f))
            : Tone.Shade(petal, random.Between(0.66f, 0.9f));
        return new PetalColours(petal, heart);
    }
}
