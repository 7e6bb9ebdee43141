// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>All that can be said about a data set before training on it.</summary>
/// <param name="Directory">The folder that was checked.</param>
/// <param name="Labels">The classes, in ordinal order.</param>
/// <param name="Parts">One, or train and val.</param>
/// <param name="Smallest">The picture with the fewest pixels.</param>
/// <param name="Largest">The picture with the most pixels.</param>
/// <param name="Duplicates">Files with the same content, the ones across classes or parts first.</param>
/// <param name="NearDuplicates">Pairs of other files that look alike, the ones across parts first, then the ones across classes.</param>
/// <param name="Warnings">What spoils a training run, one sentence each.</param>
public sealed record DatasetReport(
    string Directory,
    IReadOnlyList<string> Labels,
    IReadOnlyList<DatasetPart> Parts,
    PictureSize Smallest,
    PictureSize Largest,
    IReadOnlyList<DuplicateGroup> Duplicates,
    IReadOnlyList<NearDuplicate> NearDuplicates,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The largest class may have this many times the pictures of the smallest before it is worth a warning.</summary>
    public const int TolerableImbalance = 5;

    /// <summary>A class with fewer pictures is hardly learned, and its accuracy hardly measured.</summary>
    public const int FewestPictures = 10;

    /// <summary>Decodes every picture of a data set, or of its train/ and val/ folders, and compares their bytes and looks.</summary>
    /// <param name="directory">A data set, or a folder with train/ and val/.</param>
    /// <param name="threads">At most this many pictures at a time; 0 for all cores.</param>
    /// <param name="progress">Told after each picture.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DatasetException">The folder is no data set, or nothing in it can be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static DatasetReport Check(string directory, int threads = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default) =>
        new DatasetInspection(directory).Run(threads, progress, cancellation);
}
