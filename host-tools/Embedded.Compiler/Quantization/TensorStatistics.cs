// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What calibration saw of one activation: its extremes, and how its values spread between them.</summary>
public sealed class TensorStatistics
{
    /// <summary>Number of equal bins between <see cref="Minimum"/> and <see cref="Maximum"/>.</summary>
    public const int Bins = 2048;

    private readonly long[] _histogram = new long[Bins];

    /// <summary>Smallest value, at most 0.</summary>
    public float Minimum { get; private set; }

    /// <summary>Largest value, at least 0.</summary>
    public float Maximum { get; private set; }

    /// <summary>[Bins] number of values.</summary>
    public IReadOnlyList<long> Histogram => _histogram;

    /// <summary>Width of a bin in real units.</summary>
    public double BinWidth => ((double)Maximum - Minimum) / Bins;

    /// <summary>First pass: widens the extremes.</summary>
    public void AddRange(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Minimum = Math.Min(Minimum, value);
            Maximum = Math.Max(Maximum, value);
        }
    }

    /// <summary>Widens the extremes to those of another part of the calibration pictures.</summary>
    public void MergeRange(TensorStatistics other)
    {
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }

    /// <summary>Second pass: counts values into a histogram of its own for this thread.</summary>
    public void Count(ReadOnlySpan<float> values, long[] histogram)
    {
        double width = BinWidth;
        if (width <= 0)
        {
            return;
        }

        foreach (float value in values)
        {
            histogram[Math.Clamp((int)((value - Minimum) / width), 0, Bins - 1)]++;
        }
    }

    /// <summary>Adds a thread's counts.</summary>
    public void MergeCounts(long[] histogram)
    {
        for (int bin = 0; bin < Bins; bin++)
        {
            _histogram[bin] += histogram[bin];
        }
    }
}
