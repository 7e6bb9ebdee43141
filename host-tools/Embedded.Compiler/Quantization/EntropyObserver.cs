// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>
/// The range whose 256 steps keep most of the distribution of values: the least Kullback-Leibler divergence from the clipped
/// histogram to the same one in steps (Migacz 2017, "8-bit Inference with TensorRT"). Both ends are clipped by the same share.
/// </summary>
public sealed class EntropyObserver : IRangeObserver
{
    private const int Candidates = 96;
    private const int Steps = 256;

    /// <inheritdoc />
    public string Name => "kl";

    /// <inheritdoc />
    public (float Minimum, float Maximum) Range(TensorStatistics statistics)
    {
        (float, float) best = (statistics.Minimum, statistics.Maximum);
        double least = double.PositiveInfinity;
        if (statistics.BinWidth <= 0)
        {
            return best;
        }

        int zero = Math.Clamp((int)(-statistics.Minimum / statistics.BinWidth), 0, TensorStatistics.Bins - 1);
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            double share = 1 - 0.85 * candidate / Candidates;
            int first = (int)Math.Round(zero * (1 - share));
            int count = Math.Max(Steps, (int)Math.Round(TensorStatistics.Bins * share));
            double divergence = Divergence(statistics.Histogram, first, Math.Min(count, TensorStatistics.Bins - first), zero);
            if (divergence < least)
            {
                least = divergence;
                best = ((float)(statistics.Minimum * share), (float)(statistics.Maximum * share));
            }
        }

        return best;
    }

    /// <summary>The bin of 0 is left out: it holds what ReLU cut off, which is exact on every grid.</summary>
    private static double Divergence(IReadOnlyList<long> histogram, int first, int count, int zero)
    {
        var clipped = new double[count];
        var stepped = new double[count];
        for (int bin = 0; bin < TensorStatistics.Bins; bin++)
        {
            clipped[Math.Clamp(bin - first, 0, count - 1)] += bin == zero ? 0 : histogram[bin];
        }

        for (int step = 0; step < Steps; step++)
        {
            int from = step * count / Steps;
            int to = (step + 1) * count / Steps;
            double inside = 0;
            int used = 0;
            for (int bin = from; bin < to; bin++)
            {
                inside += first + bin == zero ? 0 : histogram[first + bin];
                used += clipped[bin] > 0 ? 1 : 0;
            }

            for (int bin = from; bin < to; bin++)
            {
                stepped[bin] = clipped[bin] > 0 ? inside / used : 0;
            }
        }

        return Divergence(clipped, stepped);
    }

    private static double Divergence(double[] from, double[] to)
    {
        double fromSum = from.Sum();
        double toSum = to.Sum();
        double sum = 0;
        for (int bin = 0; bin < from.Length; bin++)
        {
            if (from[bin] > 0)
            {
                double p = from[bin] / fromSum;
                sum += p * Math.Log(p / Math.Max(to[bin] / Math.Max(toSum, 1e-300), 1e-9));
            }
        }

        return sum;
    }
}
