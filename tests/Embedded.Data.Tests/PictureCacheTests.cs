// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public sealed class PictureCacheTests
{
    private const int BytesAPicture = 8 * 8 * 3;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2 * BytesAPicture + 1, 2)]
    [InlineData(PictureCache.DefaultLimitBytes, 6)]
    public void Get_BeyondTheLimit_StreamsTheSamePixels(long limitBytes, int kept)
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png", "cat/3.png", "dog/1.png", "dog/2.png", "dog/3.png");
        Dataset dataset = Dataset.Open(folder.Path);

        PictureCache cache = PictureCache.Load(dataset, limitBytes, threads: 1);

        Assert.Equal(kept, cache.KeptCount);
        Assert.Equal(kept * BytesAPicture, cache.KeptBytes);
        Assert.Equal(dataset.Samples, cache.Samples);
        Assert.Equal(Enumerable.Repeat(new PictureSize(8, 8), 6), cache.Sizes);
        for (int i = 0; i < cache.Samples.Count; i++)
        {
            Assert.Equal(PictureFile.Load(dataset.Samples[i].FullPath).Rgb, cache.Get(i).Rgb);
        }
    }

    [Fact]
    public void Load_UnreadablePictures_AreLeftOutAndListed()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/3.png", "dog/1.png", "dog/4.png");
        File.WriteAllText(folder.File("cat/2.jpg"), "not a picture");
        File.WriteAllBytes(folder.File("dog/0.png"), []);

        PictureCache cache = PictureCache.Load(Dataset.Open(folder.Path));

        Assert.Equal(["cat/1.png", "cat/3.png", "dog/1.png", "dog/4.png"], cache.Samples.Select(sample => sample.Path));
        Assert.Equal(
            [new SkippedFile("cat/2.jpg", "the file is neither a JPEG nor a PNG picture"), new SkippedFile("dog/0.png", "the file is empty")],
            cache.Unreadable);
        Assert.Equal(PictureFile.Load(folder.File("cat/3.png")).Rgb, cache.Get(1).Rgb);
    }

    [Fact]
    public void Load_ClassWithoutReadablePicture_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png");
        File.WriteAllBytes(folder.File("dog/0.png"), []);

        var e = Assert.Throws<DatasetException>(() => PictureCache.Load(Dataset.Open(folder.Path)));

        Assert.Equal($"None of the pictures of class dog of {folder.Path} can be read; `embedded data check` lists the reasons.", e.Message);
    }

    [Fact]
    public void Get_ManyThreads_SeeTheSamePixels()
    {
        using TemporaryFolder folder = DatasetFolder.With([.. Enumerable.Range(0, 20).SelectMany(i => new[] { $"cat/{i}.png", $"dog/{i}.png" })]);
        PictureCache cache = PictureCache.Load(Dataset.Open(folder.Path), limitBytes: 10 * BytesAPicture);
        byte[][] expected = [.. cache.Samples.Select(sample => PictureFile.Load(sample.FullPath).Rgb)];

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.Equal(expected[i % 40], cache.Get(i % 40).Rgb));

        Assert.InRange(cache.KeptBytes, 1, 10 * BytesAPicture);
    }

    [Fact]
    public void Load_Cancelled_Stops()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png", "dog/1.png");
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress(_ => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => PictureCache.Load(Dataset.Open(folder.Path), threads: 1, progress: progress, cancellation: source.Token));

        Assert.Equal([new DataProgress(1, 3)], progress.Reports);
    }
}
