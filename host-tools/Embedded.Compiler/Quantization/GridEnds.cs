// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>The ends of a layer's output on its grid, in real units.</summary>
/// <param name="BottomReal">Real value of the smallest output value.</param>
/// <param name="Bottom">Floats up to here become the smallest output value.</param>
/// <param name="Top">Floats from here on become the largest output value.</param>
/// <param name="ClippedBelow">Floats below here lie outside of the grid by more than rounding.</param>
/// <param name="ClippedAbove">Floats above here lie outside of the grid by more than rounding.</param>
/// <param name="IsTopOfNetwork">True if the largest output value is where the float network clamps as well.</param>
internal readonly record struct GridEnds(float BottomReal, float Bottom, float Top, float ClippedBelow, float ClippedAbove, bool IsTopOfNetwork)
{
    public static GridEnds Of(Activation activation, TensorQuantization grid)
    {
        (int minimum, int maximum) = ActivationRange.Of(activation, grid.Scale, grid.ZeroPoint);
        return new GridEnds(
            grid.Dequantize((sbyte)minimum),
            grid.Scale * (minimum + 0.5f - grid.ZeroPoint),
            grid.Scale * (maximum - 0.5f - grid.ZeroPoint),
            grid.Scale * (-128.5f - grid.ZeroPoint),
            grid.Scale * (127.5f - grid.ZeroPoint),
            activation == Activation.Relu6 && grid.Dequantize((sbyte)maximum) >= 6f - grid.Scale / 2);
    }
}
