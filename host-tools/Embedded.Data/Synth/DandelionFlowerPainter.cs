// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Dandelion in flower: a shaggy cushion of very many thin ribbons without any disc.</summary>
internal sealed class DandelionFlowerPainter : IFlowerPainter
{
    public IReadOnlyList<SKColor> Colours { get; } = [Yellow, Yellow, Yellow, Lemon, Lemon, Orange, Orange, Cream, Coral, Pink];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length) => Foliage.DandelionStem(canvas, random, length);

    /// <summary>Rings of ribbons from the outside in, each ring shorter.</summary>
    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        Pose.Lean(canvas, random, 0.65f);
        int rings = random.Whole(5, 6);
        for (int ring = 0; ring < rings; ring++)
        {
            float reach = 1.02f - 0.84f * ring / (rings - 1);
            float depth = (float)ring / (rings - 1);
            SKColor tip = Tone.Blend(Tone.Shade(colours.Petal, 0.92f + 0.1f * (ring & 1)), colours.Heart, depth * 0.6f);
            using var brush = new PetalBrush(PetalShapes.Ribbon(), Tone.Shade(colours.Heart, 0.62f), tip, 0, edge: 0.008f);
            int ribbons = (int)(52 - 26 * depth);
            for (int i = 0; i < ribbons; i++)
            {
                float degrees = (i + random.Between(-0.45f, 0.45f)) * 360f / ribbons + 7 * ring;
                float length = reach * random.Between(0.5f, 0.62f) + 0.1f;
                float tipAt = reach * random.Between(0.9f, 1.04f);
                brush.Paint(canvas, random, degrees, Math.Max(0, tipAt - length), length, random.Between(0.055f, 0.09f));
            }
        }
    }
}
