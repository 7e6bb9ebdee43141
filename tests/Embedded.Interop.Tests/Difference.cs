// SPDX-License-Identifier: MIT
namespace Embedded.Interop.Tests;

/// <summary>How far the outputs of two runtimes lie apart, over any number of frames.</summary>
internal sealed class Difference
{
    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>Largest distance of two bytes.</summary>
    public int Largest => _counts.Keys.LastOrDefault();

    /// <summary>Bytes compared.</summary>
    public long Bytes => _counts.Values.Sum();

    /// <summary>Share of bytes that differ.</summary>
    public double Share => 1 - (double)_counts.GetValueOrDefault(0) / Bytes;

    public void Add(sbyte[] ours, sbyte[] theirs)
    {
        Assert.Equal(ours.Length, theirs.Length);
        for (int index = 0; index < ours.Length; index++)
        {
            int distance = Math.Abs(ours[index] - theirs[index]);
            _counts[distance] = _counts.GetValueOrDefault(distance) + 1;
        }
    }

    /// <inheritdoc />
    public override string ToString() =>
        FormattableString.Invariant($"{Bytes:N0} bytes, {100 * Share:F3} % differ, the largest difference is {Largest} ({string.Join(", ", _counts.Select(pair => $"{pair.Key}: {pair.Value}"))})");
}
