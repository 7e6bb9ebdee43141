// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Graph;

/// <summary>
/// Folds an inference-time batch norm, y = gamma (x - mean) / sqrt(variance + epsilon) + beta, into the convolution before it
/// (Jacob et al. 2018, section 3.2).
/// </summary>
public static class BatchNormFolding
{
    /// <summary>Returns the convolution's weights and bias with the batch norm folded in.</summary>
    /// <param name="weights">Output channel first ([outC, ..]) or last ([.., outC]).</param>
    /// <param name="bias">[outC], or empty for zero.</param>
    /// <param name="gamma">[outC]</param>
    /// <param name="beta">[outC]</param>
    /// <param name="mean">[outC]</param>
    /// <param name="variance">[outC]</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="channelLast">True for depthwise filters [filterH, filterW, outC].</param>
    public static (float[] Weights, float[] Bias) Fold(
        float[] weights, float[] bias, float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon, bool channelLast)
    {
        int channels = gamma.Length;
        int perChannel = weights.Length / channels;
        var foldedWeights = new float[weights.Length];
        var foldedBias = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double factor = gamma[channel] / Math.Sqrt(variance[channel] + epsilon);
            double original = bias.Length == 0 ? 0 : bias[channel];
            foldedBias[channel] = (float)(beta[channel] + (original - mean[channel]) * factor);
            for (int index = 0; index < perChannel; index++)
            {
                int at = channelLast ? index * channels + channel : channel * perChannel + index;
                foldedWeights[at] = (float)(weights[at] * factor);
            }
        }

        return (foldedWeights, foldedBias);
    }
}
