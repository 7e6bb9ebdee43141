// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>The int8 clamp of a fused activation: tensorflow/lite/kernels/kernel_util.cc, CalculateActivationRangeQuantizedImpl.</summary>
public static class ActivationRange
{
    /// <summary>Smallest and largest output value.</summary>
    public static (int Minimum, int Maximum) Of(Activation activation, float scale, int zeroPoint)
    {
        int minimum = activation == Activation.None ? -128 : Math.Clamp(Quantize(0f, scale, zeroPoint), -128, 127);
        int maximum = activation == Activation.Relu6 ? Math.Clamp(Quantize(6f, scale, zeroPoint), -128, 127) : 127;
        return (minimum, Math.Max(minimum, maximum));
    }

    private static int Quantize(float value, float scale, int zeroPoint) =>
        (int)Math.Clamp((double)zeroPoint + MathF.Round(value / scale, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue);
}
