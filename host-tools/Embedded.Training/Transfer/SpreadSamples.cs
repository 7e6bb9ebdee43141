// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Training.Transfer;

/// <summary>A few of many samples, evenly spread: they are ordered by class.</summary>
internal sealed class SpreadSamples(ISampleSource source, int atMost) : ISampleSource
{
    public int Count { get; } = Math.Min(source.Count, atMost);

    public int Label(int index) => source.Label(Place(index));

    public Frame Picture(int index) => source.Picture(Place(index));

    private int Place(int index) => (int)((long)index * source.Count / Count);
}
