// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

public class PictureSamplesTests
{
    [Fact]
    public void Picture_ForTraining_IsReducedWhileItKeepsTwiceTheInput()
    {
        using var folder = new TemporaryFolder();
        PictureCache cache = Cache(folder, (300, 200), (130, 150));
        PictureSamples samples = PictureSamples.ForTraining(cache, 32);
        Assert.Equal(2, samples.Count);
        Assert.Equal((100, 67), Size(samples.Picture(0))); // 200 / 64 = 3
        Assert.Equal((65, 75), Size(samples.Picture(1))); // 130 / 64 = 2
        Assert.Equal((0, 1), (samples.Label(0), samples.Label(1)));
        Assert.Same(samples.Picture(0), samples.Picture(0));
    }

    [Fact]
    public void Picture_BeyondTheLimit_HasTheSamePixels()
    {
        using var folder = new TemporaryFolder();
        PictureCache cache = Cache(folder, (300, 200), (130, 150));
        Frame kept = PictureSamples.ForTraining(cache, 32).Picture(0);
        PictureSamples streamed = PictureSamples.ForTraining(cache, 32, limitBytes: 10);
        Assert.Equal(kept.Pixels, streamed.Picture(0).Pixels);
        Assert.NotSame(streamed.Picture(0), streamed.Picture(0));
    }

    [Fact]
    public void Picture_ForValidation_IsAsStored()
    {
        using var folder = new TemporaryFolder();
        PictureSamples samples = PictureSamples.ForValidation(Cache(folder, (300, 200), (130, 150)));
        Assert.Equal((300, 200), Size(samples.Picture(0)));
    }

    private static (int Width, int Height) Size(Frame frame) => (frame.Width, frame.Height);

    private static PictureCache Cache(TemporaryFolder folder, params (int Width, int Height)[] sizes)
    {
        var random = new Random(6);
        for (int index = 0; index < sizes.Length; index++)
        {
            var pixels = new byte[3 * sizes[index].Width * sizes[index].Height];
            random.NextBytes(pixels);
            Directory.CreateDirectory(folder[$"class{index}"]);
            PictureFile.SavePng(new Picture(sizes[index].Width, sizes[index].Height, pixels), folder[$"class{index}", "one.png"]);
        }

        return PictureCache.Load(Dataset.Open(folder.FullPath));
    }
}
