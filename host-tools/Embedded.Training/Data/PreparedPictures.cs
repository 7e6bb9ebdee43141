// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>
/// Pictures preprocessed as the device does, without variation, in batches: for validation. They are kept in memory if they fit a
/// limit, so that only the first epoch prepares them.
/// </summary>
internal sealed class PreparedPictures
{
    private const long KeptBytes = 512L << 20;

    private readonly ISampleSource _source;
    private readonly InputSpec _input;
    private readonly int _threads;
    private readonly Dictionary<int, Batch> _kept = [];

    public PreparedPictures(ISampleSource source, InputSpec input, int threads)
    {
        _source = source;
        _input = input;
        _threads = threads;
    }

    public int Count => _source.Count;

    private int PictureLength => _input.Height * _input.Width * _input.Channels;

    /// <summary>All pictures in the source's order; the last batch may be smaller.</summary>
    public IEnumerable<Batch> Batches(int batchSize, CancellationToken cancellation)
    {
        bool fits = (long)Count * PictureLength <= KeptBytes;
        for (int start = 0; start < Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_kept.TryGetValue(start, out Batch? batch))
            {
                batch = Prepare(start, Math.Min(batchSize, Count - start));
                if (fits)
                {
                    _kept.Add(start, batch);
                }
            }

            yield return batch;
        }
    }

    private Batch Prepare(int start, int count)
    {
        var batch = new Batch(new sbyte[count * PictureLength], new long[count]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads };
        Parallel.For(0, count, options, () => new Preprocessor(_input), (place, _, preprocessor) =>
        {
            preprocessor.Run(_source.Picture(start + place), batch.Pixels, place * PictureLength);
            batch.Labels[place] = _source.Label(start + place);
            return preprocessor;
        }, _ => { });
        return batch;
    }
}
