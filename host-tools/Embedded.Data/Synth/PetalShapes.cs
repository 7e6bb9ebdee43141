// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>Outlines from the foot at (0, 0) to the tip at (0, -1), x from -1 to 1.</summary>
internal static class PetalShapes
{
    /// <summary>A narrow foot and a broad, round tip.</summary>
    public static SKPath Spoon()
    {
        using var path = new SKPathBuilder();
        path.MoveTo(-0.3f, 0);
        path.CubicTo(-0.9f, -0.35f, -1.25f, -1f, 0, -1);
        path.CubicTo(1.25f, -1f, 0.9f, -0.35f, 0.3f, 0);
        path.Close();
        return path.Detach();
    }

    /// <summary>A broad foot and a sharp tip.</summary>
    public static SKPath Lance()
    {
        using var path = new SKPathBuilder();
        path.MoveTo(-0.4f, 0);
        path.CubicTo(-1.3f, -0.35f, -0.8f, -0.7f, 0, -1);
        path.CubicTo(0.8f, -0.7f, 1.3f, -0.35f, 0.4f, 0);
        path.Close();
        return path.Detach();
    }

    /// <summary>A ribbon that ends in small teeth.</summary>
    public static SKPath Ribbon()
    {
        using var path = new SKPathBuilder();
        path.MoveTo(-0.5f, 0);
        path.LineTo(-1, -0.96f);
        path.LineTo(-0.5f, -1);
        path.LineTo(0, -0.93f);
        path.LineTo(0.5f, -1);
        path.LineTo(1, -0.96f);
        path.LineTo(0.5f, 0);
        path.Close();
        return path.Detach();
    }

    /// <summary>A wide, soft fan, a little uneven: a rose's petal.</summary>
    public static SKPath Fan(SplitMix64 random)
    {
        float lift = random.Between(-0.05f, 0.05f);
        using var path = new SKPathBuilder();
        path.MoveTo(-0.35f, 0);
        path.CubicTo(-1.1f, -0.2f, -1.2f, -0.85f + lift, -0.5f, -0.96f);
        path.CubicTo(-0.25f, -1.04f, -0.1f, -0.97f, 0.05f, -0.97f - lift);
        path.CubicTo(0.3f, -1.06f, 1.2f, -0.95f - lift, 1.05f, -0.5f);
        path.CubicTo(0.95f, -0.2f, 0.6f, -0.05f, 0.35f, 0);
        path.Close();
        return path.Detach();
    }

    /// <summary>An egg with a short point: a tulip's petal.</summary>
    public static SKPath Egg()
    {
        using var path = new SKPathBuilder();
        path.MoveTo(0, 0);
        path.CubicTo(-0.75f, 0, -1.1f, -0.28f, -1, -0.52f);
        path.CubicTo(-0.92f, -0.76f, -0.32f, -0.84f, 0, -1);
        path.CubicTo(0.32f, -0.84f, 0.92f, -0.76f, 1, -0.52f);
        path.CubicTo(1.1f, -0.28f, 0.75f, 0, 0, 0);
        path.Close();
        return path.Detach();
    }
}
