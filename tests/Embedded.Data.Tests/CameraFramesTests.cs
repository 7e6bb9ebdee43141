// SPDX-License-Identifier: MIT
using Embedded.Data.Camera;
using Embedded.Vision;

namespace Embedded.Data.Tests;

public class CameraFramesTests
{
    private static readonly Picture s_picture = TestPictures.Gradient(80, 60);

    [Fact]
    public void Of_SameName_IsTheSameInEveryFolderAndThread()
    {
        var frames = new CameraFrames(1);
        byte[] expected = frames.Of(s_picture, "val/rose/a.jpg").Pixels;

        Parallel.For(0, 20, _ => Assert.Equal(expected, frames.Of(s_picture, "rose/a.jpg").Pixels));
        Assert.Equal(expected, new CameraFrames(1).Of(s_picture, "a.jpg").Pixels);
        Assert.NotEqual(expected, frames.Of(s_picture, "rose/b.jpg").Pixels);
        Assert.NotEqual(expected, new CameraFrames(2).Of(s_picture, "rose/a.jpg").Pixels);
    }

    [Theory]
    [InlineData(128, 128, 128, 128)]
    [InlineData(479, 600, 479, 600)]
    [InlineData(480, 640, 240, 320)]
    [InlineData(960, 731, 320, 244)]
    public void Of_LargePicture_IsReducedToASmallFrame(int width, int height, int frameWidth, int frameHeight)
    {
        Frame frame = new CameraFrames(1).Of(TestPictures.Gradient(width, height), "a.jpg");

        Assert.Equal((frameWidth, frameHeight), (frame.Width, frame.Height));
    }

    [Fact]
    public void ShotOf_Name_IsTheOneThatIsTaken()
    {
        var settings = new CameraSettings { JpegProbability = 0.5 };
        var frames = new CameraFrames(1, isGrey: false, settings);
        foreach (string name in new[] { "a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg" })
        {
            CameraShot shot = frames.ShotOf(name);
            Assert.Equal(new CameraSimulation(settings).Run(s_picture.ToFrame(), shot).Pixels, frames.Of(s_picture, name).Pixels);
        }
    }

    [Fact]
    public void Create_BadSettings_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new CameraFrames(1, isGrey: false, new CameraSettings { LargestGain = 0 }));
}
