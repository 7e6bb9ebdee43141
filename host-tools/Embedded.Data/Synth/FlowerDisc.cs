// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>The middle of a composite flower: a dome of small florets on a sunflower spiral (Vogel 1979).</summary>
internal static class FlowerDisc
{
    private const float GoldenAngle = 2.39996323f; // radians

    /// <summary>Draws a dome around (0, 0).</summary>
    /// <param name="canvas">In the flower's coordinates.</param>
    /// <param name="random">Decides the light's side and the florets' colours.</param>
    /// <param name="radius">Of the disc.</param>
    /// <param name="florets">How many dots.</param>
    /// <param name="core">Colour at the middle.</param>
    /// <param name="rim">Colour at the edge.</param>
    /// <param name="relief">How far the dots differ from what is under them, 0 to 1.</param>
    public static void Paint(SKCanvas canvas, SplitMix64 random, float radius, int florets, SKColor core, SKColor rim, float relief)
    {
        using var shadow = new SKPaint { IsAntialias = true, Color = new SKColor(30, 20, 10, 110) };
        canvas.DrawCircle(0, 0, radius * 1.07f, shadow);
        var light = new SKPoint(random.Between(-0.4f, 0.4f) * radius, random.Between(-0.5f, 0.1f) * radius);
        using SKShader shader = SKShader.CreateRadialGradient(
            light, radius * 1.3f, [core, Tone.Blend(core, rim, 0.5f), rim, Tone.Shade(rim, 0.7f)], [0, 0.45f, 0.8f, 1], SKShaderTileMode.Clamp);
        using var dome = new SKPaint { IsAntialias = true, Shader = shader };
        canvas.DrawCircle(0, 0, radius, dome);

        using var floret = new SKPaint { IsAntialias = true };
        float turn = random.Between(0, 6.28f);
        for (int i = 0; i < florets; i++)
        {
            float share = MathF.Sqrt((i + 0.5f) / florets);
            float angle = i * GoldenAngle + turn;
            SKColor under = Tone.Blend(core, rim, share);
            bool bright = (i & 1) == 0;
            floret.Color = Tone.Shade(under, bright ? 1 + 0.4f * relief : 1 - 0.6f * relief).WithAlpha(220);
            float size = radius * (0.5f + 0.6f * share) / MathF.Sqrt(florets) * random.Between(0.75f, 1.1f);
            canvas.DrawCircle(share * radius * 0.96f * MathF.Cos(angle), share * radius * 0.96f * MathF.Sin(angle), size, floret);
        }
    }
}
