// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>The built-in data set: five kinds of flowers, drawn. A picture depends on (seed, class, index, size) alone, so any order and number of threads draws the same.</summary>
public static class SyntheticFlowers
{
    /// <summary>The index of the first picture of val/; training pictures count from 0, so either part can grow without a picture in both.</summary>
    public const int FirstValidationIndex = 1_000_000;

    private const int JpegQuality = 92;

    private static readonly (string Label, IFlowerPainter[] Painters)[] s_classes =
    [
        ("daisy", [new DaisyPainter()]),
        ("dandelion", [new DandelionFlowerPainter(), new DandelionFlowerPainter(), new DandelionSeedPainter()]),
        ("rose", [new RosePainter()]),
        ("sunflower", [new SunflowerPainter()]),
        ("tulip", [new TulipPainter()]),
    ];

    /// <summary>The kinds, sorted as a data set sorts its classes.</summary>
    public static IReadOnlyList<string> Labels { get; } = [.. s_classes.Select(kind => kind.Label)];

    /// <summary>Draws one square picture.</summary>
    /// <param name="seed">Of the whole set.</param>
    /// <param name="label">Index into <see cref="Labels"/>.</param>
    /// <param name="index">Which picture of this class, from 0 on.</param>
    /// <param name="size">Width and height in pixels.</param>
    public static Picture Draw(ulong seed, int label, int index, int size)
    {
        SplitMix64 random = SplitMix64.For(seed, label, index);
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Scale(size);
            FlowerScene.Paint(canvas, random, random.Pick(s_classes[label].Painters));
        }

        return SimulatedSensor.Expose(bitmap, random);
    }

    /// <summary>
    /// Draws a whole data set: DIR/train/daisy/daisy-0001.jpg and so on, DIR/val/..., and DIR/synth.json with the options. A folder
    /// that an earlier call wrote is drawn anew.
    /// </summary>
    /// <param name="directory">Made if it is missing.</param>
    /// <param name="options">How many, how large, which seed.</param>
    /// <param name="threads">At most this many pictures at a time; 0 for all cores.</param>
    /// <param name="progress">Told after each picture.</param>
    /// <param name="cancellation">Stops the work; the pictures written until then are whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="DatasetException">The folder holds pictures that were not drawn.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static void Write(
        string directory,
        SyntheticFlowersOptions options,
        int threads = 0,
        IProgress<DataProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Validate();
        SyntheticFolder.Prepare(directory, options);
        int train = options.TrainPerClass * s_classes.Length;
        int total = train + options.ValidationPerClass * s_classes.Length;
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, total, parallel, i =>
            {
                bool isTrain = i < train;
                int number = (isTrain ? i : i - train) / s_classes.Length;
                int label = (isTrain ? i : i - train) % s_classes.Length;
                Picture picture = Draw(options.Seed, label, isTrain ? number : FirstValidationIndex + number, options.Size);
                string name = $"{s_classes[label].Label}-{number + 1:D4}.jpg";
                PictureFile.SaveJpeg(picture, Path.Combine(directory, isTrain ? "train" : "val", s_classes[label].Label, name), JpegQuality);
                progress?.Report(new DataProgress(Interlocked.Increment(ref done), total));
            });
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is IOException or UnauthorizedAccessException)
        {
            throw new IOException(e.InnerExceptions[0].Message, e.InnerExceptions[0]);
        }
    }
}
