// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>Composes one picture of the unit square: backdrop, perhaps companions of the same kind, the flower, perhaps a leaf in front.</summary>
internal static class FlowerScene
{
    public static void Paint(SKCanvas canvas, SplitMix64 random, IFlowerPainter painter)
    {
        PetalColours colours = PetalColours.Choose(random, painter.Colours);
        Backdrop.For(random, colours.Petal).Paint(canvas, random);

        int companions = random.Chance(0.4f) ? random.Whole(1, 2) : 0;
        for (int i = 0; i < companions; i++)
        {
            PetalColours others = random.Chance(0.7f) ? colours : PetalColours.Choose(random, painter.Colours);
            float side = random.Chance(0.5f) ? random.Between(0, 0.22f) : random.Between(0.78f, 1);
            PaintFlower(canvas, random, painter, others, new SKPoint(side, random.Between(0.1f, 0.8f)), random.Between(0.12f, 0.2f));
        }

        float radius = random.Between(0.28f, 0.45f);
        float room = Math.Max(0.06f, 0.47f - radius); // a large flower may reach over the picture's edge
        var middle = new SKPoint(0.5f + random.Between(-room, room), 0.48f + random.Between(-room, room * 0.8f));
        PaintFlower(canvas, random, painter, colours, middle, radius);

        if (random.Chance(0.2f))
        {
            PaintOccluder(canvas, random, middle, radius);
        }
    }

    private static void PaintFlower(SKCanvas canvas, SplitMix64 random, IFlowerPainter painter, PetalColours colours, SKPoint middle, float radius)
    {
        canvas.Save();
        canvas.Translate(middle);
        canvas.RotateDegrees(random.Between(-22, 22));
        canvas.Scale(radius);
        painter.PaintStem(canvas, random, (1.25f - middle.Y) / radius);
        PaintShadow(canvas, random);
        canvas.Save();
        painter.PaintHead(canvas, random, colours);
        canvas.Restore();
        canvas.Restore();
    }

    /// <summary>What the head takes of the light behind it.</summary>
    private static void PaintShadow(SKCanvas canvas, SplitMix64 random)
    {
        var offset = new SKPoint(random.Between(-0.2f, 0.2f), random.Between(0, 0.25f));
        byte strength = (byte)random.Whole(20, 90);
        using SKShader shader = SKShader.CreateRadialGradient(
            offset, 1.2f, [new SKColor(8, 12, 8, strength), new SKColor(8, 12, 8, strength), new SKColor(8, 12, 8, 0)], [0, 0.55f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawCircle(offset, 1.2f, paint);
    }

    /// <summary>A blade of grass that crosses the flower away from its middle.</summary>
    private static void PaintOccluder(SKCanvas canvas, SplitMix64 random, SKPoint middle, float radius)
    {
        canvas.Save();
        canvas.Translate(middle.X + (random.Chance(0.5f) ? 1 : -1) * random.Between(0.5f, 0.9f) * radius, 0);
        Foliage.Blade(canvas, random, 1.1f, random.Between(0.6f, 1.1f), random.Between(0.016f, 0.04f));
        canvas.Restore();
    }
}
