// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Dandelion in seed: a see-through globe, sometimes half blown away.</summary>
internal sealed class DandelionSeedPainter : IFlowerPainter
{
    private const float GoldenAngle = 2.39996323f; // radians

    public IReadOnlyList<SKColor> Colours { get; } = [White, White, Cream];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length) => Foliage.DandelionStem(canvas, random, length);

    /// <summary>Seeds on a sphere; each is a thin stalk with a star of hairs. The far half is drawn first and fainter.</summary>
    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        int seeds = random.Whole(60, 85);
        float blownFrom = random.Between(0, 6.28f);
        float blown = random.Chance(0.35f) ? random.Between(0.6f, 1.8f) : 0; // radians of the globe already gone
        SKColor hair = Tone.Shade(colours.Petal, 1.1f);
        using var haze = new SKPaint { IsAntialias = true, Color = hair.WithAlpha(46) };
        if (blown == 0)
        {
            canvas.DrawCircle(0, 0, 0.92f, haze);
        }

        using var stalks = new SKPathBuilder();
        using var far = new SKPathBuilder();
        using var near = new SKPathBuilder();
        for (int i = 0; i < seeds; i++)
        {
            float z = 1 - 2 * (i + 0.5f) / seeds;
            float ring = MathF.Sqrt(1 - z * z);
            float angle = i * GoldenAngle + random.Between(-0.15f, 0.15f);
            if (blown > 0 && MathF.Abs(MathF.IEEERemainder(angle - blownFrom, 6.2832f)) < blown && ring > 0.3f)
            {
                continue;
            }

            var tip = new SKPoint(0.78f * ring * MathF.Cos(angle), 0.78f * ring * MathF.Sin(angle));
            stalks.MoveTo(tip.X * 0.16f, tip.Y * 0.16f);
            stalks.LineTo(tip.X, tip.Y);
            AddStar(z < 0 ? far : near, random, tip, ring, angle);
        }

        using SKPath stalkPath = stalks.Detach();
        using SKPath farPath = far.Detach();
        using SKPath nearPath = near.Detach();
        using var line = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.016f, Color = Tone.Shade(hair, 0.72f).WithAlpha(150) };
        canvas.DrawPath(stalkPath, line);
        line.Color = Tone.Shade(hair, 0.85f).WithAlpha(130);
        canvas.DrawPath(farPath, line);
        using var heart = new SKPaint { IsAntialias = true, Color = Tone.Jitter(new SKColor(112, 92, 58), random, 20) };
        canvas.DrawCircle(0, 0, 0.13f, heart);
        line.StrokeWidth = 0.02f;
        line.Color = hair.WithAlpha(225);
        canvas.DrawPath(nearPath, line);
    }

    /// <summary>Hairs around a seed's tip, flattened along the direction in which the seed points away.</summary>
    private static void AddStar(SKPathBuilder path, SplitMix64 random, SKPoint tip, float ring, float angle)
    {
        const int Hairs = 9;
        float size = random.Between(0.2f, 0.26f);
        float flat = MathF.Sqrt(1 - 0.8f * ring * ring);
        float turn = random.Between(0, 6.28f);
        (float sin, float cos) = MathF.SinCos(angle);
        for (int i = 0; i < Hairs; i++)
        {
            (float across, float along) = MathF.SinCos(turn + i * 6.2832f / Hairs);
            along = along * flat * size + 0.13f * ring;
            across *= size;
            path.MoveTo(tip.X, tip.Y);
            path.LineTo(tip.X + along * cos - across * sin, tip.Y + along * sin + across * cos);
        }
    }
}
