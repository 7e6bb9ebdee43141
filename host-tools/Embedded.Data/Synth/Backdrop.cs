// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>What is behind the flowers, out of focus: foliage, a meadow, sky, soil, a wall. Drawn small and enlarged, which is the blur.</summary>
internal sealed class Backdrop
{
    private static readonly SKColor[][] s_scenes =
    [
        [new(58, 92, 44), new(36, 62, 34), new(96, 128, 62), new(22, 36, 22)], // foliage
        [new(112, 142, 66), new(146, 162, 82), new(84, 118, 56), new(178, 178, 112)], // meadow
        [new(136, 178, 214), new(186, 208, 224), new(100, 148, 200), new(222, 228, 230)], // sky
        [new(98, 74, 54), new(70, 52, 40), new(130, 104, 78), new(52, 42, 36)], // soil
        [new(150, 148, 144), new(176, 172, 168), new(122, 122, 124), new(196, 194, 188)], // stone
        [new(28, 30, 34), new(44, 44, 50), new(20, 20, 22), new(60, 62, 66)], // night
        [new(210, 206, 198), new(226, 222, 214), new(190, 186, 180), new(236, 234, 230)], // wall
        [new(60, 84, 106), new(84, 108, 124), new(44, 62, 84), new(118, 140, 150)], // water
    ];

    private readonly SKColor[] _colours;

    private Backdrop(SKColor[] colours)
    {
        _colours = colours;
    }

    /// <summary>One of the scenes, each as likely for every kind of flower, but not one in which this flower would be lost.</summary>
    public static Backdrop For(SplitMix64 random, SKColor petal)
    {
        SKColor[] scene;
        float light;
        int attempts = 0;
        do
        {
            scene = random.Chance(0.45f) ? s_scenes[random.Whole(0, 1)] : random.Pick(s_scenes);
            light = random.Between(0.7f, 1.15f);
        }
        while (Tone.Distance(Tone.Shade(scene[0], light), petal) < 190 && ++attempts < 12);

        return new Backdrop([.. scene.Select(colour => Tone.Jitter(Tone.Shade(colour, light), random, 12))]);
    }

    /// <summary>Fills the unit square.</summary>
    public void Paint(SKCanvas canvas, SplitMix64 random)
    {
        int size = random.Pick([12, 18, 26, 40]);
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var small = new SKCanvas(bitmap))
        {
            small.Scale(size);
            PaintGround(small, random);
            PaintBlobs(small, random);
        }

        using SKImage image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(-0.03f, -0.03f, 1.03f, 1.03f), new SKSamplingOptions(SKCubicResampler.Mitchell));
        PaintClutter(canvas, random);
    }

    private void PaintGround(SKCanvas canvas, SplitMix64 random)
    {
        using SKShader shader = SKShader.CreateLinearGradient(
            new SKPoint(random.Between(0, 1), 0),
            new SKPoint(random.Between(0, 1), 1),
            [random.Pick(_colours), _colours[0], random.Pick(_colours)],
            [0, random.Between(0.3f, 0.7f), 1],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawRect(-1, -1, 3, 3, paint);
    }

    /// <summary>Leaves, gaps and other flowers far behind, whose colours say nothing about the one in front.</summary>
    private void PaintBlobs(SKCanvas canvas, SplitMix64 random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (int i = random.Whole(4, 22); i > 0; i--)
        {
            paint.Color = Tone.Jitter(random.Pick(_colours), random, 20).WithAlpha((byte)random.Whole(90, 230));
            canvas.Save();
            canvas.Translate(random.Unit(), random.Unit());
            canvas.RotateDegrees(random.Between(0, 180));
            canvas.DrawOval(0, 0, random.Between(0.03f, 0.2f), random.Between(0.02f, 0.1f), paint);
            canvas.Restore();
        }

        for (int i = random.Chance(0.55f) ? random.Whole(1, 7) : 0; i > 0; i--)
        {
            paint.Color = Tone.Jitter(random.Pick(PetalColours.All), random, 20).WithAlpha((byte)random.Whole(130, 240));
            float size = random.Between(0.02f, 0.09f);
            canvas.DrawOval(random.Unit(), random.Unit(), size, size * random.Between(0.6f, 1f), paint);
        }
    }

    /// <summary>Blades of grass nearer to the plane of focus.</summary>
    private static void PaintClutter(SKCanvas canvas, SplitMix64 random)
    {
        if (!random.Chance(0.4f))
        {
            return;
        }

        for (int i = random.Whole(2, 9); i > 0; i--)
        {
            canvas.Save();
            canvas.Translate(random.Unit(), 1.1f);
            Foliage.Blade(canvas, random, 0, random.Between(0.3f, 1f), random.Between(0.012f, 0.035f));
            canvas.Restore();
        }
    }
}
