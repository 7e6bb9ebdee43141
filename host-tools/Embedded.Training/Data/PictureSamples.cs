// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>The pictures of a data set as samples. For training, large ones are kept in memory reduced, so that epochs after the first decode little.</summary>
public sealed class PictureSamples : ISampleSource
{
    private readonly PictureCache _cache;
    private readonly Frame?[] _reduced; // [Count], null: not yet, or beyond the limit
    private readonly int _smallestSide;
    private long _bytesLeft;

    private PictureSamples(PictureCache cache, int smallestSide, long limitBytes)
    {
        _cache = cache;
        _reduced = new Frame?[cache.Samples.Count];
        _smallestSide = smallestSide;
        _bytesLeft = limitBytes;
    }

    /// <inheritdoc />
    public int Count => _cache.Samples.Count;

    /// <summary>Pictures as they are stored.</summary>
    public static PictureSamples ForValidation(PictureCache cache) => new(cache, int.MaxValue, 0);

    /// <summary>
    /// Pictures reduced by a whole factor while their shorter side keeps twice the model's input, so that small crops lose nothing.
    /// </summary>
    /// <param name="cache">The decoded pictures.</param>
    /// <param name="inputSize">Side of the model's input.</param>
    /// <param name="limitBytes">Most bytes of reduced pictures to keep beside what <paramref name="cache"/> keeps.</param>
    public static PictureSamples ForTraining(PictureCache cache, int inputSize, long limitBytes = PictureCache.DefaultLimitBytes) =>
        new(cache, 2 * inputSize, limitBytes);

    /// <inheritdoc />
    public int Label(int index) => _cache.Samples[index].Label;

    /// <inheritdoc />
    public Frame Picture(int index)
    {
        if (_reduced[index] is Frame kept)
        {
            return kept;
        }

        Picture picture = _cache.Get(index);
        int factor = Math.Min(picture.Width, picture.Height) / _smallestSide;
        if (factor < 2)
        {
            return picture.ToFrame();
        }

        Frame reduced = Reduction.Mean(picture, factor).ToFrame();
        if (Interlocked.Add(ref _bytesLeft, -reduced.ByteCount) >= 0)
        {
            _reduced[index] = reduced;
        }
        else
        {
            Interlocked.Add(ref _bytesLeft, reduced.ByteCount);
        }

        return reduced;
    }
}
