// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Clips the given share of values at both ends together: rare outliers stop stretching the steps.</summary>
public sealed class PercentileObserver(double percentile = 99.99) : IRangeObserver
{
    /// <inheritdoc />
    public string Name => "percentile";

    /// <inheritdoc />
    public (float Minimum, float Maximum) Range(TensorStatistics statistics)
    {
        long total = statistics.Histogram.Sum();
        var mayClip = (long)(total * (1 - percentile / 100) / 2);
        return ((float)(statistics.Minimum + statistics.BinWidth * EmptyBins(statistics, mayClip, fromTop: false)),
            (float)(statistics.Maximum - statistics.BinWidth * EmptyBins(statistics, mayClip, fromTop: true)));
    }

    /// <summary>How many bins from one end hold no more than <paramref name="mayClip"/> values together.</summary>
    private static int EmptyBins(TensorStatistics statistics, long mayClip, bool fromTop)
    {
        long clipped = 0;
        for (int count = 0; count < TensorStatistics.Bins; count++)
        {
            clipped += statistics.Histogram[fromTop ? TensorStatistics.Bins - 1 - count : count];
            if (clipped > mayClip)
            {
                return count;
            }
        }

        return 0;
    }
}
