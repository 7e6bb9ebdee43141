// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text;

namespace Embedded.Data;

/// <summary>
/// Divides a data set by the hash of each picture's file name alone: moving or renaming folders, adding other pictures and
/// the order of listing change nothing for a picture. A picture is held out if the first 8 bytes of its name's SHA-256, as a
/// big-endian number modulo 10,000, are below 100 times the percentage.
/// </summary>
internal static class NameHashSplit
{
    public const int DefaultPercent = 20;

    /// <exception cref="DatasetException">A class has a single picture.</exception>
    public static DatasetSplit Divide(Dataset dataset, int validationPercent)
    {
        if (validationPercent is < 1 or > 99)
        {
            throw new ArgumentOutOfRangeException(null, $"A validation share of {validationPercent} % is impossible; it must be 1 to 99.");
        }

        var heldOut = new HashSet<Sample>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<int, Sample> group in dataset.Samples.GroupBy(sample => sample.Label))
        {
            Sample[] byHash = [.. group.OrderBy(Rank).ThenBy(sample => sample.Path, StringComparer.Ordinal)];
            if (byHash.Length == 1)
            {
                throw new DatasetException(
                    dataset.Directory,
                    $"Class {dataset.Labels[group.Key]} of {dataset.Directory} has a single picture, which cannot be divided into training and validation; add pictures.");
            }

            // A small class keeps at least one picture on either side.
            int count = byHash.Count(sample => Rank(sample) < 100 * validationPercent);
            heldOut.UnionWith(byHash.Take(Math.Clamp(count, 1, byHash.Length - 1)));
        }

        return new DatasetSplit(
            new Dataset(dataset.Directory, dataset.Labels, [.. dataset.Samples.Where(sample => !heldOut.Contains(sample))], dataset.Ignored),
            new Dataset(dataset.Directory, dataset.Labels, [.. dataset.Samples.Where(heldOut.Contains)], [])); // ignored files are told once
    }

    private static int Rank(Sample sample)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(sample.Path)));
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) % 10_000);
    }
}
