// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>The three numbers of an int8 softmax: tensorflow/lite/micro/kernels/softmax_common.cc.</summary>
public static class SoftmaxParameters
{
    /// <summary>Scale of every softmax output.</summary>
    public const float OutputScale = 1f / 256;

    /// <summary>Zero point of every softmax output.</summary>
    public const int OutputZeroPoint = -128;

    private const int IntegerBits = 5; // differences are Q5.26

    /// <summary>
    /// Multiplier and left shift that bring a difference of inputs to Q5.26, and the smallest difference that still counts. Scales
    /// below 2^-26, which the reference refuses, get shift 0: every difference is 0 to within 2^-18 then, and all classes are equal.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0 or not finite.</exception>
    public static (int Multiplier, int Shift, int SmallestDifference) For(float inputScale, double beta = 1)
    {
        if (!(inputScale > 0) || !float.IsFinite(inputScale) || !(beta > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(inputScale), inputScale, $"the input scale and beta ({beta}) of a softmax must be above 0 and finite");
        }

        double scale = Math.Min(beta * inputScale * (1 << (31 - IntegerBits)), (1L << 31) - 1.0);
        int shift = Math.ILogB(scale) + 1;
        long multiplier = (long)Math.Round(Math.ScaleB(scale, 31 - shift), MidpointRounding.AwayFromZero);
        if (multiplier == 1L << 31)
        {
            multiplier /= 2;
            shift++;
        }

        shift = Math.Max(0, shift);
        double radius = ((1 << IntegerBits) - 1) * (double)(1L << (31 - IntegerBits)) / (1L << shift);
        return ((int)multiplier, shift, -(int)Math.Floor(radius));
    }
}
