// SPDX-License-Identifier: MIT
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>
/// Puts batch norms back behind convolutions with bias, so that y = convolution + bias still holds: with mean m and variance v of
/// the convolution on training pictures, gamma = sqrt(v + epsilon) and beta = bias + m. Each filter is first scaled by s to the
/// length it has in a new network, so that one learning rate suits all; its batch norm undoes that (m becomes s m, v becomes s^2 v,
/// gamma is divided by s).
/// </summary>
internal static class BatchNormRestoration
{
    private const double SmallestLength = 1e-12; // a filter of zeros stays as it is
    private static readonly double s_filterLength = Math.Sqrt(2); // after He initialization, see NetworkState

    /// <summary>Weights with bias in the place of batch norms: gamma 1, mean 0, variance 1 - epsilon.</summary>
    public static void SetFolded(StateBuilder builder, string name, SourceLayer layer)
    {
        builder.SetTrained(name + "/weights", layer.Weights);
        builder.SetTrained(name + "/beta", layer.Bias);
        builder.SetStatistics(name + "/variance", (float)(1 - NetworkPlan.BatchNormEpsilon));
    }

    /// <summary>A layer and its batch norm.</summary>
    /// <param name="builder">Takes the values.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="layer">Weights and bias.</param>
    /// <param name="mean">[outC] of the convolution's output without bias.</param>
    /// <param name="variance">[outC]</param>
    public static void SetNormed(StateBuilder builder, string name, SourceLayer layer, double[] mean, double[] variance)
    {
        var weights = new float[layer.Weights.Length];
        var gamma = new float[layer.Outputs];
        var beta = new float[layer.Outputs];
        var means = new float[layer.Outputs];
        var variances = new float[layer.Outputs];
        for (int channel = 0; channel < layer.Outputs; channel++)
        {
            Span<float> filter = layer.Weights.AsSpan(channel * layer.FilterLength, layer.FilterLength);
            double scale = Scale(filter);
            for (int index = 0; index < filter.Length; index++)
            {
                weights[(channel * layer.FilterLength) + index] = (float)(scale * filter[index]);
            }

            means[channel] = (float)(scale * mean[channel]);
            variances[channel] = (float)(scale * scale * variance[channel]);
            gamma[channel] = (float)(Math.Sqrt(variances[channel] + NetworkPlan.BatchNormEpsilon) / scale);
            beta[channel] = (float)(layer.Bias[channel] + mean[channel]);
        }

        builder.SetTrained(name + "/weights", weights);
        builder.SetTrained(name + "/gamma", gamma);
        builder.SetTrained(name + "/beta", beta);
        builder.SetStatistics(name + "/mean", means);
        builder.SetStatistics(name + "/variance", variances);
    }

    private static double Scale(ReadOnlySpan<float> filter)
    {
        double squares = 0;
        foreach (float weight in filter)
        {
            squares += (double)weight * weight;
        }

        return Math.Sqrt(squares) < SmallestLength ? 1 : s_filterLength / Math.Sqrt(squares);
    }
}
