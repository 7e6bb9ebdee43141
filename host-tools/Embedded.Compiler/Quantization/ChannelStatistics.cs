// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What an activation's channels hold over many pictures: the range of each, and how often it lies at the ends of a grid.</summary>
/// <param name="channels">Number of channels.</param>
/// <param name="bottom">Values at or below this count as being at the bottom.</param>
/// <param name="top">Values at or above this count as being at the top.</param>
public sealed class ChannelStatistics(int channels, float bottom = float.NegativeInfinity, float top = float.PositiveInfinity)
{
    private const float DeadShare = 1e-6f; // of the widest channel's range: rounding of float sums, nothing that was learned

    private readonly float[] _minimum = Filled(channels, float.PositiveInfinity);
    private readonly float[] _maximum = Filled(channels, float.NegativeInfinity);
    private readonly long[] _atBottom = new long[channels];
    private readonly long[] _atTop = new long[channels];

    /// <summary>Number of channels.</summary>
    public int Channels => channels;

    /// <summary>Values that each channel had.</summary>
    public long Count { get; private set; }

    /// <summary>[channels] smallest value.</summary>
    public IReadOnlyList<float> Minimum => _minimum;

    /// <summary>[channels] largest value.</summary>
    public IReadOnlyList<float> Maximum => _maximum;

    /// <summary>Adds an activation of one picture.</summary>
    /// <param name="values">[height, width, channels].</param>
    public void Add(ReadOnlySpan<float> values)
    {
        for (int pixel = 0; pixel < values.Length; pixel += channels)
        {
            ReadOnlySpan<float> row = values.Slice(pixel, channels);
            for (int channel = 0; channel < row.Length; channel++)
            {
                float value = row[channel];
                _minimum[channel] = Math.Min(_minimum[channel], value);
                _maximum[channel] = Math.Max(_maximum[channel], value);
                _atBottom[channel] += value <= bottom ? 1 : 0;
                _atTop[channel] += value >= top ? 1 : 0;
            }
        }

        Count += values.Length / channels;
    }

    /// <summary>Adds what another instance saw of other pictures.</summary>
    public void Merge(ChannelStatistics other)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            _minimum[channel] = Math.Min(_minimum[channel], other._minimum[channel]);
            _maximum[channel] = Math.Max(_maximum[channel], other._maximum[channel]);
            _atBottom[channel] += other._atBottom[channel];
            _atTop[channel] += other._atTop[channel];
        }

        Count += other.Count;
    }

    /// <summary>Largest minus smallest value of a channel; 0 before the first picture.</summary>
    public float Range(int channel) => Count == 0 ? 0 : _maximum[channel] - _minimum[channel];

    /// <summary>Share of a channel's values at the bottom, 0 to 1.</summary>
    public double BottomShare(int channel) => (double)_atBottom[channel] / Math.Max(1, Count);

    /// <summary>Share of a channel's values at the top, 0 to 1.</summary>
    public double TopShare(int channel) => (double)_atTop[channel] / Math.Max(1, Count);

    /// <summary>Channels that have one value everywhere and in all pictures: they tell classes from each other in no way. None before the second value.</summary>
    public int[] Dead()
    {
        if (Count < 2)
        {
            return [];
        }

        float limit = DeadShare * Enumerable.Range(0, channels).Max(Range);
        return [.. Enumerable.Range(0, channels).Where(channel => Range(channel) <= limit)];
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
