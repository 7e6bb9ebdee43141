// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;

namespace Embedded.Training.QuantizationAware;

/// <summary>
/// The grid of one activation as it is trained: the logarithm to base 2 of its scale (TQT, Jain et al. 2020, arXiv 1903.08066); the zero
/// point is calibration's and stays.
/// </summary>
internal static class LearnedGrid
{
    private const float LargestRelu6Scale = 6f / 255; // the clamp at 6 makes a wider grid pointless

    /// <summary>The grid that the variables stand for.</summary>
    public static TensorQuantization Of(float logScale, float zeroPoint, Activation activation)
    {
        var scale = (float)Math.Pow(2, logScale);
        return new TensorQuantization(activation == Activation.Relu6 ? Math.Min(scale, LargestRelu6Scale) : scale, (int)zeroPoint);
    }

    /// <summary>The variable for a scale.</summary>
    public static float LogScale(float scale) => (float)Math.Log2(scale);
}
