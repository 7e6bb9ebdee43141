// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>One pass over the pictures: it determines their order, how each is varied, and how batches are mixed.</summary>
/// <param name="Seed">Where the randomness of all views starts.</param>
/// <param name="Number">Counted from 1.</param>
internal readonly record struct DataView(long Seed, int Number)
{
    /// <summary>The random stream that varies draw <paramref name="draw"/>.</summary>
    public SeededRandom VariationOf(int draw) => new(Seed, RandomPurpose.Augmentation + Number, draw);

    /// <summary>The random stream that mixes batch <paramref name="batch"/>, counted from 0.</summary>
    public SeededRandom MixOf(int batch) => new(Seed, RandomPurpose.Mix + Number, batch);
}
