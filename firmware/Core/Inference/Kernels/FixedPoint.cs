// SPDX-License-Identifier: MIT
// Integer arithmetic of TensorFlow Lite Micro with double rounding: gemmlowp/fixedpoint/fixedpoint.h and
// tensorflow/lite/kernels/internal/common.cc. Every int8 result of every engine goes through these few lines.
namespace Embedded.Inference.Kernels;

/// <summary>Fixed-point products and rounding shifts.</summary>
public static class FixedPoint
{
    /// <summary>accumulator * multiplier * 2^(shift - 31), rounded twice as TensorFlow Lite Micro does.</summary>
    /// <param name="accumulator">int32</param>
    /// <param name="multiplier">Q0.31 in [2^30, 2^31) or 0.</param>
    /// <param name="shift">Power of two, positive = left, -31 to 30. What a left shift moves beyond 32 bits is lost, as in TensorFlow Lite Micro.</param>
    public static int Multiply(int accumulator, int multiplier, int shift) =>
        shift > 0
            ? DoublingHighMultiply(accumulator << shift, multiplier)
            : RoundingShiftRight(DoublingHighMultiply(accumulator, multiplier), -shift);

    /// <summary>
    /// a b / 2^31 to nearest, ties toward plus infinity: gemmlowp's SaturatingRoundingDoublingHighMul, whose nudge by sign and
    /// division toward zero come to the same. Saturates for a = b = -2^31 only.
    /// </summary>
    public static int DoublingHighMultiply(int a, int b)
    {
        if (a == b && a == int.MinValue)
        {
            return int.MaxValue;
        }

        return (int)(((long)a * b + (1L << 30)) >> 31);
    }

    /// <summary>value / 2^shift to nearest, ties away from zero: gemmlowp's RoundingDivideByPOT, shift 0 to 31.</summary>
    public static int RoundingShiftRight(int value, int shift)
    {
        int mask = (int)((1L << shift) - 1);
        int threshold = (mask >> 1) + (value < 0 ? 1 : 0);
        return (value >> shift) + ((value & mask) > threshold ? 1 : 0);
    }

    /// <summary>int32 accumulator to int8: scale, add the output zero point, clamp.</summary>
    public static sbyte Requantize(int accumulator, int multiplier, int shift, int outputZeroPoint, int minimum, int maximum)
    {
        int value = Multiply(accumulator, multiplier, shift); // any int32: adding the zero point before the clamp could wrap
        return (sbyte)(value < minimum - outputZeroPoint ? minimum : value > maximum - outputZeroPoint ? maximum : value + outputZeroPoint);
    }
}
