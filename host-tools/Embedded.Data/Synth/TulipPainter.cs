// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Tulip: an upright cup of a few egg-shaped pointed petals on a thick stem, seen from the side.</summary>
internal sealed class TulipPainter : IFlowerPainter
{
    public IReadOnlyList<SKColor> Colours { get; } = [Red, Red, Pink, Yellow, Yellow, White, Cream, Orange, Orange, Magenta, Lilac, Coral, Lemon];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length)
    {
        for (int i = random.Whole(1, 3); i > 0; i--)
        {
            Foliage.Blade(canvas, random, length, random.Between(1.2f, 2.2f), random.Between(0.2f, 0.34f));
        }

        Foliage.Stem(canvas, random, length, 0.15f);
    }

    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        float open = random.Between(0, 1); // 0 a closed bud, 1 petals leaning out
        float width = random.Between(0.85f, 1.05f);
        canvas.Scale(0.92f * (0.9f + 0.15f * open), 1);
        canvas.Translate(0, 0.95f); // petals grow from the cup's bottom
        float veins = random.Between(0.1f, 0.7f);
        SKColor heart = random.Chance(0.3f) ? Tone.Blend(colours.Heart, new SKColor(222, 214, 120), 0.6f) : colours.Heart;
        using var back = new PetalBrush(PetalShapes.Egg(), Tone.Shade(heart, 0.55f), Tone.Shade(colours.Petal, 0.62f), 0);
        using var side = new PetalBrush(PetalShapes.Egg(), Tone.Shade(heart, 0.8f), Tone.Shade(colours.Petal, 0.86f), veins);
        using var front = new PetalBrush(PetalShapes.Egg(), heart, Tone.Shade(colours.Petal, 1.04f), veins);

        float spread = 9 + 13 * open;
        back.Paint(canvas, random, -0.6f * spread + random.Between(-3, 3), 0, random.Between(1.75f, 1.95f), width);
        back.Paint(canvas, random, 0.6f * spread + random.Between(-3, 3), 0, random.Between(1.75f, 1.95f), width);
        bool leftFirst = random.Chance(0.5f);
        for (int i = 0; i < 2; i++)
        {
            float sign = (i == 0) == leftFirst ? -1 : 1;
            side.Paint(canvas, random, sign * spread * random.Between(0.9f, 1.15f), 0, random.Between(1.7f, 1.95f), width * random.Between(0.95f, 1.1f));
        }

        front.Paint(canvas, random, random.Between(-6, 6), 0, random.Between(1.5f, 1.78f), width * random.Between(0.95f, 1.15f));
    }
}
