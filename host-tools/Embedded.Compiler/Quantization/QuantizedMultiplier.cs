// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>
/// An effective scale as Q0.31 mantissa and power of two: tensorflow/lite/kernels/internal/quantization_util.cc,
/// QuantizeMultiplier.
/// </summary>
/// <param name="Multiplier">Q0.31 in [2^30, 2^31), or 0.</param>
/// <param name="Shift">Power of two, positive = left.</param>
public readonly record struct QuantizedMultiplier(int Multiplier, int Shift)
{
    /// <summary>The nearest multiplier and shift to <paramref name="scale"/>; below 2^-32 it is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not finite, or 2^30 and more.</exception>
    public static QuantizedMultiplier From(double scale)
    {
        if (!(scale >= 0) || scale >= 1 << 30)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "an effective scale must be in [0, 2^30)");
        }

        if (scale == 0)
        {
            return new QuantizedMultiplier(0, 0);
        }

        int shift = Math.ILogB(scale) + 1; // scale = mantissa 2^shift, mantissa in [0.5, 1)
        long multiplier = (long)Math.Round(Math.ScaleB(scale, 31 - shift), MidpointRounding.AwayFromZero);
        if (multiplier == 1L << 31)
        {
            multiplier /= 2;
            shift++;
        }

        if (shift > 30)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "an effective scale must round to less than 2^30");
        }

        return shift < -31 ? new QuantizedMultiplier(0, 0) : new QuantizedMultiplier((int)multiplier, shift);
    }

    /// <summary>The multiplier of one output channel: inScale weightScale / outScale in double from single scales.</summary>
    public static QuantizedMultiplier From(float inScale, float weightScale, float outScale) =>
        From((double)inScale * weightScale / outScale);

    /// <summary>
    /// The weight scale that <see cref="From(float, float, float)"/> was given: 31 bits of mantissa determine the 24 bits of a
    /// single uniquely, so that the file need not store it. A multiplier of 0 gives the smallest scale there is.
    /// </summary>
    public float RecoverWeightScale(float inScale, float outScale) =>
        Multiplier == 0 ? float.Epsilon : (float)(Math.ScaleB(Multiplier, Shift - 31) * outScale / inScale);
}
