// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Sunflower: a huge disc of seeds in spirals inside a crown of many short, pointed, overlapping petals.</summary>
internal sealed class SunflowerPainter : IFlowerPainter
{
    private static readonly SKColor[] s_seeds = [new(72, 44, 22), new(46, 30, 20), new(104, 66, 26), new(124, 104, 40), new(150, 120, 40), new(88, 28, 26)];

    public IReadOnlyList<SKColor> Colours { get; } = [Yellow, Yellow, Yellow, Lemon, Orange, Orange, Cream, White, Red, Russet, Coral, Crimson, Pink];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length)
    {
        Foliage.Stem(canvas, random, length, 0.17f);
        for (int i = random.Whole(1, 3); i > 0; i--)
        {
            Foliage.Leaf(canvas, random, random.Between(0.7f, length), random.Between(0.7f, 1.2f), 0.75f, teeth: 0);
        }
    }

    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        Pose.Lean(canvas, random, 0.65f);
        float disc = random.Between(0.5f, 0.62f);
        int petals = random.Whole(17, 26);
        float width = 6.28f * disc / petals * random.Between(1.1f, 1.5f);
        float veins = random.Between(0.1f, 0.6f);
        using var back = new PetalBrush(PetalShapes.Lance(), Tone.Shade(colours.Heart, 0.7f), Tone.Shade(colours.Petal, 0.76f), veins);
        using var front = new PetalBrush(PetalShapes.Lance(), colours.Heart, colours.Petal, veins);
        Crown(canvas, random, back, petals, 180f / petals, disc, width);
        Crown(canvas, random, front, petals, 0, disc, width);

        SKColor rim = Tone.Jitter(random.Pick(s_seeds), random, 12);
        SKColor core = random.Chance(0.5f) ? Tone.Jitter(random.Pick(s_seeds), random, 12) : Tone.Shade(rim, 0.6f);
        FlowerDisc.Paint(canvas, random, disc, random.Whole(110, 170), core, rim, random.Between(0.5f, 0.9f));
        if (random.Chance(0.6f))
        {
            using var pollen = new SKPaint { IsAntialias = true, Color = Tone.Shade(new SKColor(214, 160, 40), random.Between(0.7f, 1.1f)).WithAlpha(190) };
            int grains = 46;
            for (int i = 0; i < grains; i++)
            {
                float angle = i * 6.2832f / grains;
                float radius = disc * random.Between(0.78f, 0.98f);
                canvas.DrawCircle(radius * MathF.Cos(angle), radius * MathF.Sin(angle), 0.028f, pollen);
            }
        }
    }

    private static void Crown(SKCanvas canvas, SplitMix64 random, PetalBrush brush, int petals, float turn, float disc, float width)
    {
        float wobble = 40f / petals;
        for (int i = 0; i < petals; i++)
        {
            float degrees = turn + i * 360f / petals + random.Between(-wobble, wobble);
            float length = random.Between(0.92f, 1.08f) - disc * 0.85f;
            brush.Paint(canvas, random, degrees, disc * 0.85f, length, width * random.Between(0.85f, 1.15f));
        }
    }
}
