// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Daisy: a small bright dome, and around it long separate petals with round ends.</summary>
internal sealed class DaisyPainter : IFlowerPainter
{
    private static readonly SKColor[] s_domes = [new(240, 190, 30), new(246, 206, 50), new(226, 160, 24), new(200, 186, 50), new(112, 66, 28), new(84, 44, 30)];

    public IReadOnlyList<SKColor> Colours { get; } = [White, White, Cream, Pink, Pink, Lemon, Yellow, Yellow, Orange, Magenta, Red, Coral];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length)
    {
        Foliage.Stem(canvas, random, length, 0.1f);
        for (int i = random.Whole(0, 2); i > 0; i--)
        {
            Foliage.Leaf(canvas, random, random.Between(0.9f, length), random.Between(0.5f, 0.9f), 0.28f, teeth: 4);
        }
    }

    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        Pose.Lean(canvas, random, 0.6f);
        int petals = random.Whole(10, 17);
        float radius = random.Between(0.2f, 0.28f);
        float width = 6.28f * 0.6f / petals * random.Between(0.85f, 1.15f);
        float veins = random.Between(0, 0.8f);
        using var brush = new PetalBrush(PetalShapes.Spoon(), colours.Heart, colours.Petal, veins);
        if (random.Chance(0.3f))
        {
            using var back = new PetalBrush(PetalShapes.Spoon(), Tone.Shade(colours.Heart, 0.75f), Tone.Shade(colours.Petal, 0.82f), veins);
            Ring(canvas, random, back, petals, 180f / petals, radius, width);
        }

        Ring(canvas, random, brush, petals, 0, radius, width);
        SKColor[] visible = [.. s_domes.Where(dome => Tone.Distance(dome, colours.Petal) > 150)];
        SKColor middle = Tone.Jitter(random.Pick(visible), random, 16);
        FlowerDisc.Paint(canvas, random, radius, 55, Tone.Shade(middle, 1.15f), Tone.Shade(middle, 0.8f), random.Between(0.3f, 0.7f));
    }

    private static void Ring(SKCanvas canvas, SplitMix64 random, PetalBrush brush, int petals, float turn, float dome, float width)
    {
        float wobble = 55f / petals;
        for (int i = 0; i < petals; i++)
        {
            float degrees = turn + i * 360f / petals + random.Between(-wobble, wobble);
            if (random.Chance(0.03f))
            {
                continue;
            }

            float length = random.Between(0.9f, 1.04f) - dome * 0.6f;
            brush.Paint(canvas, random, degrees, dome * 0.6f, length, width * random.Between(0.85f, 1.1f));
        }
    }
}
