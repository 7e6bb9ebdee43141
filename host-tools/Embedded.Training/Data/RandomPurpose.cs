// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>Keeps the random streams of a run apart. Streams of one epoch add the epoch number to the purpose.</summary>
internal static class RandomPurpose
{
    public const long Initialization = 1L << 32;
    public const long Shuffle = 2L << 32;
    public const long Augmentation = 3L << 32;
    public const long Dropout = 4L << 32;
    public const long Mix = 5L << 32;
    public const long NoiseTable = 6L << 32;
    public const long Benchmark = 7L << 32;
    public const long Projection = 8L << 32;
    public const long Balance = 9L << 32;
    public const long Camera = 10L << 32;
}
