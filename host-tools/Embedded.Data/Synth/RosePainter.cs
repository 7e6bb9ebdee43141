// SPDX-License-Identifier: MIT
using SkiaSharp;
using static Embedded.Data.Synth.PetalColours;

namespace Embedded.Data.Synth;

/// <summary>Rose: broad petals wound around each other, rims light, hollows dark, towards a spiral in the middle.</summary>
internal sealed class RosePainter : IFlowerPainter
{
    public IReadOnlyList<SKColor> Colours { get; } = [Red, Red, Crimson, Pink, Pink, White, Cream, Yellow, Yellow, Orange, Orange, Coral, Lemon];

    public void PaintStem(SKCanvas canvas, SplitMix64 random, float length)
    {
        Foliage.Stem(canvas, random, length, 0.12f);
        for (int i = random.Whole(1, 4); i > 0; i--)
        {
            Foliage.Leaf(canvas, random, random.Between(0.3f, length), random.Between(0.6f, 1.05f), 0.5f, teeth: 7);
        }
    }

    public void PaintHead(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        float lean = random.Between(-0.3f, 0.3f); // how far the inner rings are moved: the rose is seen from the side
        float rise = random.Between(-0.3f, 0.12f);
        canvas.Scale(1, random.Between(0.82f, 1f));
        int rings = random.Whole(4, 6);
        float turn = random.Between(0, 360);
        for (int ring = 0; ring < rings; ring++)
        {
            float depth = (float)ring / (rings - 1);
            float reach = 1.02f - 0.8f * depth;
            canvas.Save();
            canvas.Translate(lean * depth, rise * depth);
            PaintRing(canvas, random, colours, depth, reach, turn + ring * 137.5f);
            canvas.Restore();
        }

        canvas.Translate(lean, rise);
        PaintSpiral(canvas, random, colours);
    }

    private static void PaintRing(SKCanvas canvas, SplitMix64 random, PetalColours colours, float depth, float reach, float turn)
    {
        int petals = depth < 0.5f ? 5 : depth < 0.9f ? 4 : 3;
        SKColor rim = Tone.Blend(Tone.Shade(colours.Petal, 1.1f), colours.Heart, depth * 0.5f);
        SKColor hollow = Tone.Shade(Tone.Blend(colours.Petal, colours.Heart, 0.4f + 0.6f * depth), 0.36f);
        using SKShader shader = SKShader.CreateRadialGradient(
            new SKPoint(0, 0), reach * 1.05f, [hollow, Tone.Blend(hollow, rim, 0.45f), Tone.Shade(rim, 0.92f), rim], [0.22f, 0.55f, 0.85f, 1], SKShaderTileMode.Clamp);
        using var fill = new SKPaint { IsAntialias = true, Shader = shader };
        using var shadow = new SKPaint { IsAntialias = true, Color = Tone.Shade(hollow, 0.6f).WithAlpha(120) };
        using var edge = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.035f, Color = Tone.Shade(rim, 1.28f).WithAlpha(170) };
        for (int i = 0; i < petals; i++)
        {
            using SKPath local = PetalShapes.Fan(random);
            float degrees = turn + (i + random.Between(-0.12f, 0.12f)) * 360f / petals;
            float length = reach * random.Between(0.9f, 1.08f);
            float halfWidth = reach * random.Between(0.6f, 0.8f);
            SKMatrix matrix = SKMatrix.CreateRotationDegrees(degrees).PreConcat(SKMatrix.CreateScale(halfWidth, length));
            using SKPath petal = Transformed(local, matrix);
            if (depth > 0)
            {
                canvas.Save();
                canvas.Scale(1.09f);
                canvas.DrawPath(petal, shadow);
                canvas.Restore();
            }

            canvas.DrawPath(petal, fill);
            canvas.DrawPath(petal, edge);
        }
    }

    private static SKPath Transformed(SKPath path, SKMatrix matrix)
    {
        using var builder = new SKPathBuilder();
        builder.AddPath(path, in matrix);
        return builder.Detach();
    }

    /// <summary>The rolled petals in the middle: a dark spiral with a light one beside it.</summary>
    private static void PaintSpiral(SKCanvas canvas, SplitMix64 random, PetalColours colours)
    {
        SKColor deep = Tone.Shade(colours.Heart, 0.4f);
        float outer = random.Between(0.24f, 0.32f);
        float start = random.Between(0, 6.28f);
        using var disc = new SKPaint { IsAntialias = true, Color = Tone.Shade(colours.Heart, 0.75f) };
        canvas.DrawCircle(0, 0, outer, disc);
        using var dark = new SKPathBuilder();
        using var light = new SKPathBuilder();
        const int Steps = 40;
        for (int i = 0; i <= Steps; i++)
        {
            float share = (float)i / Steps;
            float angle = start + share * 13;
            float radius = outer * (0.12f + 0.88f * share);
            var point = new SKPoint(radius * MathF.Cos(angle), radius * MathF.Sin(angle));
            if (i == 0)
            {
                dark.MoveTo(point);
                light.MoveTo(point.X * 0.8f, point.Y * 0.8f);
            }
            else
            {
                dark.LineTo(point);
                light.LineTo(point.X * 0.8f, point.Y * 0.8f);
            }
        }

        using var stroke = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.06f, Color = deep.WithAlpha(220) };
        using SKPath darkPath = dark.Detach();
        using SKPath lightPath = light.Detach();
        canvas.DrawPath(darkPath, stroke);
        stroke.StrokeWidth = 0.035f;
        stroke.Color = Tone.Shade(colours.Petal, 1.15f).WithAlpha(200);
        canvas.DrawPath(lightPath, stroke);
    }
}
