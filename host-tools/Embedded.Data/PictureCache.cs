// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>
/// The readable pictures of a data set, decoded. Pictures are kept in memory up to a limit; those beyond it are decoded anew
/// each time they are asked for. Safe for use by many threads at once.
/// </summary>
public sealed class PictureCache
{
    /// <summary>What is kept in memory unless stated otherwise: 1 GiB of pixels, about 21,000 pictures of 128x128.</summary>
    public const long DefaultLimitBytes = 1L << 30;

    private readonly Picture?[] _kept; // [Samples.Count], null: decode on access

    private PictureCache(IReadOnlyList<string> labels, IReadOnlyList<Sample> samples, IReadOnlyList<PictureSize> sizes, Picture?[] kept, IReadOnlyList<SkippedFile> unreadable)
    {
        Labels = labels;
        Samples = samples;
        Sizes = sizes;
        _kept = kept;
        Unreadable = unreadable;
    }

    /// <summary>The classes, in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The readable pictures, in the data set's order.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>[Samples.Count] The pictures' sizes as decoded.</summary>
    public IReadOnlyList<PictureSize> Sizes { get; }

    /// <summary>The pictures left out because they could not be decoded, in the data set's order.</summary>
    public IReadOnlyList<SkippedFile> Unreadable { get; }

    /// <summary>How many pictures are in memory; the others stream.</summary>
    public int KeptCount => _kept.Count(picture => picture != null);

    /// <summary>Bytes of pixels in memory.</summary>
    public long KeptBytes => _kept.Sum(picture => picture?.Rgb.LongLength ?? 0);

    /// <summary>Decodes every picture once, several at a time.</summary>
    /// <param name="dataset">What to load.</param>
    /// <param name="limitBytes">Most bytes of pixels to keep; 0 keeps nothing.</param>
    /// <param name="threads">At most this many at a time; 0 for all cores.</param>
    /// <param name="progress">Told after each picture.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DatasetException">No picture of some class can be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static PictureCache Load(
        Dataset dataset,
        long limitBytes = DefaultLimitBytes,
        int threads = 0,
        IProgress<DataProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        int total = dataset.Samples.Count;
        var pictures = new Picture?[total];
        var sizes = new PictureSize[total];
        var reasons = new string?[total]; // null: readable
        long keptBytes = 0;
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, total, options, i =>
        {
            try
            {
                Picture picture = PictureFile.Load(dataset.Samples[i].FullPath);
                sizes[i] = new PictureSize(picture.Width, picture.Height);
                if (Interlocked.Add(ref keptBytes, picture.Rgb.LongLength) <= limitBytes)
                {
                    pictures[i] = picture;
                }
                else
                {
                    Interlocked.Add(ref keptBytes, -picture.Rgb.LongLength);
                }
            }
            catch (PictureException e)
            {
                reasons[i] = e.Reason;
            }

            progress?.Report(new DataProgress(Interlocked.Increment(ref done), total));
        });

        int[] readable = [.. Enumerable.Range(0, total).Where(i => reasons[i] == null)];
        RequireClasses(dataset, readable);
        return new PictureCache(
            dataset.Labels,
            [.. readable.Select(i => dataset.Samples[i])],
            [.. readable.Select(i => sizes[i])],
            [.. readable.Select(i => pictures[i])],
            [.. Enumerable.Range(0, total).Where(i => reasons[i] != null).Select(i => new SkippedFile(dataset.Samples[i].Path, reasons[i]!))]);
    }

    /// <summary>The picture of <see cref="Samples"/>[<paramref name="index"/>], the same pixels whether it is in memory or not.</summary>
    /// <exception cref="PictureException">The file was removed or damaged since it was first read.</exception>
    public Picture Get(int index) => _kept[index] ?? PictureFile.Load(Samples[index].FullPath);

    private static void RequireClasses(Dataset dataset, int[] readable)
    {
        var seen = new HashSet<int>(readable.Select(i => dataset.Samples[i].Label));
        for (int label = 0; label < dataset.Labels.Count; label++)
        {
            if (!seen.Contains(label))
            {
                throw new DatasetException(
                    dataset.Directory,
                    $"None of the pictures of class {dataset.Labels[label]} of {dataset.Directory} can be read; `embedded data check` lists the reasons.");
            }
        }
    }
}
