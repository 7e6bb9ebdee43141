// SPDX-License-Identifier: MIT
// Chan, Golub, LeVeque 1983: means and sums of squared deviations of parts add up without loss of precision.
using Embedded.Training.Native;
using static TorchSharp.torch;

namespace Embedded.Training.Transfer;

/// <summary>Mean and variance of each channel over many batches.</summary>
internal sealed class Moments
{
    private double[] _squares = []; // sums of squared deviations from the mean
    private double _count;

    /// <summary>[channels]</summary>
    public double[] Mean { get; private set; } = [];

    /// <summary>[channels], of the values themselves, not an estimate for a population.</summary>
    public double[] Variance => Array.ConvertAll(_squares, square => square / _count);

    /// <summary>Takes in [batch, channels, height, width].</summary>
    public void Add(Tensor values)
    {
        (Tensor variance, Tensor mean) = var_mean(values, [0, 2, 3], unbiased: false);
        double[] means = Array.ConvertAll(mean.ToHost<float>(), value => (double)value);
        float[] variances = variance.ToHost<float>();
        double count = values.numel() / means.Length;
        if (_count == 0)
        {
            Mean = new double[means.Length];
            _squares = new double[means.Length];
        }

        for (int channel = 0; channel < means.Length; channel++)
        {
            double difference = means[channel] - Mean[channel];
            Mean[channel] += difference * count / (_count + count);
            _squares[channel] += (variances[channel] * count) + (difference * difference * _count * count / (_count + count));
        }

        _count += count;
    }
}
