// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>The three multipliers of an int8 sum: tensorflow/lite/micro/kernels/add_common.cc.</summary>
public static class AddParameters
{
    private const int LeftShift = 20; // of the engine's Add kernel

    /// <summary>{multiplier, shift} of the first input, of the second input and of the output.</summary>
    /// <exception cref="ArgumentException">The output's scale is so small beside the inputs' that the reference refuses it too.</exception>
    public static int[] For(float firstScale, float secondScale, float outScale)
    {
        double twiceLarger = 2 * (double)Math.Max(firstScale, secondScale);
        QuantizedMultiplier first = QuantizedMultiplier.From(firstScale / twiceLarger);
        QuantizedMultiplier second = QuantizedMultiplier.From(secondScale / twiceLarger);
        double outMultiplier = twiceLarger / ((1 << LeftShift) * (double)outScale);
        QuantizedMultiplier output = outMultiplier < 1 ? QuantizedMultiplier.From(outMultiplier) : new QuantizedMultiplier(0, 1);
        return output.Shift <= 0
            ? [first.Multiplier, first.Shift, second.Multiplier, second.Shift, output.Multiplier, output.Shift]
            : throw new ArgumentException(
                $"a sum of tensors with the scales {firstScale:R} and {secondScale:R} cannot have the scale {outScale:R}: that is 2^19 times finer");
    }
}
