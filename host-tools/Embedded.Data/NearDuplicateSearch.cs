// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;

namespace Embedded.Data;

/// <summary>Compares every picture with every other one.</summary>
internal static class NearDuplicateSearch
{
    /// <summary>Pairs (first, second, difference, is mirrored) with first below second, in the order of the pictures.</summary>
    /// <param name="pictures">[count] what to compare.</param>
    /// <param name="threads">At most this many; 0 for all cores.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<(int First, int Second, double Difference, bool IsMirrored)> Run(
        IReadOnlyList<PictureFingerprint> pictures, int threads, CancellationToken cancellation)
    {
        var pairs = new ConcurrentBag<(int First, int Second, double Difference, bool IsMirrored)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, pictures.Count, options, first =>
        {
            for (int second = first + 1; second < pictures.Count; second++)
            {
                double? straight = pictures[first].DifferenceFrom(pictures[second], isMirrored: false);
                double? mirrored = pictures[first].DifferenceFrom(pictures[second], isMirrored: true);
                if (straight != null || mirrored != null)
                {
                    bool isMirrored = straight == null || mirrored < straight;
                    pairs.Add((first, second, (isMirrored ? mirrored : straight)!.Value, isMirrored));
                }
            }
        });
        return [.. pairs.OrderBy(pair => pair.First).ThenBy(pair => pair.Second)];
    }
}
