// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// Sets every bias so that the layer's mean before the clamp is that of the float network, with the inputs that the integer
/// engine really has (Nagel et al. 2019, arXiv 1906.04721, section 4.2 and appendix D, empirical bias correction). Given
/// the weights this bias is the least square one.
/// </summary>
internal sealed class BiasCorrection : ILayerCorrection
{
    /// <inheritdoc />
    public bool NeedsCovariance => false;

    /// <inheritdoc />
    public QuantizedOperator Correct(FloatOperator op, QuantizedOperator quantized, float inScale, LayerMoments moments, double[] targetMeans, CancellationToken cancellation) =>
        quantized with { Bias = [.. targetMeans.Select((mean, channel) => BiasOf(op, quantized, channel, inScale, moments, mean))] };

    private static int BiasOf(FloatOperator op, QuantizedOperator quantized, int channel, float inScale, LayerMoments moments, double targetMean)
    {
        double sum = 0;
        for (int tap = 0; tap < moments.Size; tap++)
        {
            sum += quantized.Weights[WeightOrder.At(op, channel, tap)] * moments.MeanInput(channel, tap);
        }

        float scale = quantized.WeightScale(channel);
        return WeightQuantizer.RoundBias(targetMean - sum * inScale * scale, inScale, scale);
    }
}
