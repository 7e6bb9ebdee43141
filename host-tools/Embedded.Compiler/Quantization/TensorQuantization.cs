// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Scale and zero point of one activation: real = Scale (q - ZeroPoint), q in [-128, 127].</summary>
public readonly record struct TensorQuantization(float Scale, int ZeroPoint)
{
    private const float SmallestScale = 1e-8f; // a tensor that is always 0 still needs a scale

    /// <summary>The grid that covers [minimum, maximum], widened to hold real 0 exactly (Jacob et al. 2018, section 2.1).</summary>
    public static TensorQuantization Covering(float minimum, float maximum)
    {
        double low = Math.Min(0, minimum);
        double high = Math.Max(0, maximum);
        var scale = (float)Math.Max((high - low) / 255, SmallestScale);
        int zeroPoint = (int)Math.Clamp(Math.Round(-128 - low / scale, MidpointRounding.AwayFromZero), -128, 127);
        return new TensorQuantization(scale, zeroPoint);
    }

    /// <summary>Nearest int8 value, ties away from zero (TensorFlow Lite QUANTIZE).</summary>
    public sbyte Quantize(float value) =>
        (sbyte)Math.Clamp(MathF.Round(value / Scale, MidpointRounding.AwayFromZero) + ZeroPoint, -128, 127);

    /// <summary>The real number that <paramref name="value"/> stands for.</summary>
    public float Dequantize(sbyte value) => Scale * (value - ZeroPoint);
}
