// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Training.Transfer;

/// <summary>A few of many samples, evenly spread: they are ordered by class.</summary>
internal sealed class SpreadSamples(ISampleSource source, int atMost) : ISampleSource
{
    private readonly int[] _places = EvenSpread.Indices(source.Count, atMost);

    public int Count => _places.Length;

    public int Label(int index) => source.Label(_places[index]);

    public Frame Picture(int index) => source.Picture(_places[index]);
}
