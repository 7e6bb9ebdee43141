// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>One way of varying all pictures: what a picture becomes depends only on the view and its index.</summary>
/// <param name="Seed">Where the randomness of all views starts.</param>
/// <param name="Number">Counted from 1.</param>
internal readonly record struct DataView(long Seed, int Number)
{
    /// <summary>The random stream that varies picture <paramref name="index"/>.</summary>
    public SeededRandom RandomOf(int index) => new(Seed, RandomPurpose.Augmentation + Number, index);
}
