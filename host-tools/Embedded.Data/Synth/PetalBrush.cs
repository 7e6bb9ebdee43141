// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>Stamps one shape of petal in slightly different lights. A petal grows from (0, 0) up to (0, -1) and is about 2 wide before it is scaled.</summary>
internal sealed class PetalBrush : IDisposable
{
    private const int Lights = 4;
    private readonly SKPath _shape;
    private readonly float _rim;
    private readonly SKPaint[] _fills = new SKPaint[Lights];
    private readonly SKPaint _edge;
    private readonly SKPaint _vein;

    /// <param name="shape">One of <see cref="PetalShapes"/>; disposed with the brush.</param>
    /// <param name="heart">Colour at the petal's foot.</param>
    /// <param name="tip">Colour from the middle to the tip.</param>
    /// <param name="vein">How visible the middle vein is, 0 to 1.</param>
    /// <param name="edge">How far the dark rim that parts one petal from the next reaches beyond it.</param>
    public PetalBrush(SKPath shape, SKColor heart, SKColor tip, float vein, float edge = 0.018f)
    {
        _shape = shape;
        _rim = edge;
        for (int i = 0; i < Lights; i++)
        {
            float light = 0.88f + 0.07f * i;
            using SKShader shader = SKShader.CreateLinearGradient(
                new SKPoint(0, 0),
                new SKPoint(0, -1),
                [Tone.Shade(heart, light * 0.9f), Tone.Shade(tip, light), Tone.Shade(tip, light * 1.06f)],
                [0.05f, 0.6f, 1f],
                SKShaderTileMode.Clamp);
            _fills[i] = new SKPaint { IsAntialias = true, Shader = shader };
        }

        SKColor dark = Tone.Shade(Tone.Blend(heart, tip, 0.5f), 0.42f);
        _edge = new SKPaint { IsAntialias = true, Color = dark.WithAlpha(150) };
        _vein = new SKPaint { IsAntialias = true, Color = dark.WithAlpha((byte)(vein * 130)) };
    }

    /// <summary>Draws one petal.</summary>
    /// <param name="canvas">In the flower's coordinates.</param>
    /// <param name="random">Decides the light.</param>
    /// <param name="degrees">Clockwise from up.</param>
    /// <param name="foot">Distance of the petal's foot from the flower's middle.</param>
    /// <param name="length">From foot to tip.</param>
    /// <param name="width">At the widest place.</param>
    public void Paint(SKCanvas canvas, SplitMix64 random, float degrees, float foot, float length, float width)
    {
        canvas.Save();
        canvas.RotateDegrees(degrees);
        canvas.Translate(0, -foot);
        canvas.Save();
        canvas.Scale(width * 0.5f + _rim, length + _rim);
        canvas.DrawPath(_shape, _edge);
        canvas.Restore();
        canvas.Scale(width * 0.5f, length);
        canvas.DrawPath(_shape, _fills[random.Whole(0, Lights - 1)]);
        if (_vein.Color.Alpha > 0)
        {
            canvas.DrawRect(-0.06f, -0.8f, 0.12f, 0.65f, _vein);
        }

        canvas.Restore();
    }

    public void Dispose()
    {
        foreach (SKPaint fill in _fills)
        {
            fill.Dispose();
        }

        _edge.Dispose();
        _vein.Dispose();
        _shape.Dispose();
    }
}
