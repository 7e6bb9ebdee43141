// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>What was found in a data set, or in one of its folders train/ and val/.</summary>
/// <param name="Name">"train", "val", or "all" when the data set is not divided.</param>
/// <param name="Classes">Readable pictures a class, in the order of the labels.</param>
/// <param name="Unreadable">Pictures that cannot be decoded, with the reason.</param>
/// <param name="Ignored">What is no picture of a class, with the reason.</param>
public sealed record DatasetPart(string Name, IReadOnlyList<ClassCount> Classes, IReadOnlyList<SkippedFile> Unreadable, IReadOnlyList<SkippedFile> Ignored)
{
    /// <summary>Pictures of the largest class for each of the smallest; null if a class has none.</summary>
    public double? Imbalance => Classes.Min(count => count.Pictures) is > 0 and int least ? (double)Classes.Max(count => count.Pictures) / least : null;
}
