// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Takes a few of many: pictures are ordered by class, so the first ones alone would be of one class.</summary>
public static class EvenSpread
{
    /// <summary>Up to <paramref name="count"/> indices below <paramref name="total"/>, evenly spread, in order.</summary>
    public static int[] Indices(int total, int count)
    {
        int used = Math.Min(total, count);
        return [.. Enumerable.Range(0, used).Select(index => (int)((long)index * total / used))];
    }
}
