// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>Stems, leaves and blades of grass, in the coordinates of the flower they belong to (head at (0, 0), y down).</summary>
internal static class Foliage
{
    private static readonly SKColor[] s_greens = [new(84, 128, 52), new(60, 104, 48), new(110, 146, 66), new(70, 116, 78), new(128, 142, 60), new(48, 84, 46)];

    /// <summary>A green that no kind of flower has for itself.</summary>
    public static SKColor Green(SplitMix64 random) => Tone.Jitter(Tone.Shade(random.Pick(s_greens), random.Between(0.75f, 1.15f)), random, 12);

    /// <summary>A bent stem from the head down.</summary>
    public static void Stem(SKCanvas canvas, SplitMix64 random, float length, float width)
    {
        float bend = random.Between(-0.35f, 0.35f);
        using var builder = new SKPathBuilder();
        builder.MoveTo(0, 0);
        builder.QuadTo(bend, length * 0.5f, bend * 0.6f, length);
        using SKPath path = builder.Detach();
        SKColor green = Green(random);
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width, Color = Tone.Shade(green, 0.7f) };
        canvas.DrawPath(path, paint);
        canvas.Translate(-width * 0.15f, 0);
        paint.StrokeWidth = width * 0.5f;
        paint.Color = green;
        canvas.DrawPath(path, paint);
        canvas.Translate(width * 0.15f, 0);
    }

    /// <summary>A broad leaf that grows sideways from the stem.</summary>
    /// <param name="canvas">In the flower's coordinates.</param>
    /// <param name="random">Decides side, direction and colour.</param>
    /// <param name="height">Where on the stem, downwards from the head.</param>
    /// <param name="length">Of the leaf.</param>
    /// <param name="width">Share of the length.</param>
    /// <param name="teeth">Notches on each side; 0 for a smooth edge.</param>
    public static void Leaf(SKCanvas canvas, SplitMix64 random, float height, float length, float width, int teeth)
    {
        canvas.Save();
        canvas.Translate(0, height);
        canvas.RotateDegrees((random.Chance(0.5f) ? 1 : -1) * random.Between(35, 110));
        canvas.Scale(length * width, length);
        using SKPath leaf = teeth == 0 ? PetalShapes.Lance() : Toothed(teeth);
        Fill(canvas, random, leaf, Green(random));
        canvas.Restore();
    }

    /// <summary>A long upright leaf from the foot of the stem, like a sword.</summary>
    public static void Blade(SKCanvas canvas, SplitMix64 random, float foot, float length, float width)
    {
        canvas.Save();
        canvas.Translate(random.Between(-0.2f, 0.2f), foot);
        canvas.RotateDegrees(random.Between(-28, 28));
        canvas.Scale(width, length);
        using SKPath leaf = PetalShapes.Lance();
        Fill(canvas, random, leaf, Green(random));
        canvas.Restore();
    }

    /// <summary>A bare stem with up to two deeply toothed leaves at its foot.</summary>
    public static void DandelionStem(SKCanvas canvas, SplitMix64 random, float length)
    {
        Stem(canvas, random, length, 0.1f);
        for (int i = random.Whole(0, 2); i > 0; i--)
        {
            Leaf(canvas, random, length, random.Between(0.8f, 1.5f), 0.3f, teeth: 5);
        }
    }

    private static void Fill(SKCanvas canvas, SplitMix64 random, SKPath leaf, SKColor green)
    {
        using SKShader shader = SKShader.CreateLinearGradient(
            new SKPoint(-0.7f, 0), new SKPoint(0.7f, 0), [Tone.Shade(green, 1.1f), green, Tone.Shade(green, 0.62f), Tone.Shade(green, 0.8f)], [0, 0.47f, 0.53f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        canvas.DrawPath(leaf, paint);
        using var rib = new SKPaint { IsAntialias = true, Color = Tone.Shade(green, random.Between(1.1f, 1.3f)).WithAlpha(150) };
        canvas.DrawRect(-0.04f, -0.9f, 0.08f, 0.9f, rib);
    }

    private static SKPath Toothed(int teeth)
    {
        using var path = new SKPathBuilder();
        path.MoveTo(0, 0);
        for (int side = -1; side <= 1; side += 2)
        {
            for (int i = 0; i <= teeth; i++)
            {
                float share = side < 0 ? (float)i / teeth : 1 - (float)i / teeth;
                float half = 0.95f * MathF.Sin(MathF.PI * MathF.Pow(share, 0.8f));
                path.LineTo(side * half * 0.78f, -share + (side < 0 ? 0.03f : -0.03f));
                path.LineTo(side * half, -share);
            }
        }

        path.Close();
        return path.Detach();
    }
}
