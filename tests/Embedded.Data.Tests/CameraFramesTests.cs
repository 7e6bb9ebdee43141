// SPDX-License-Identifier: MIT
using Embedded.Data.Camera;
using Embedded.Vision;

namespace Embedded.Data.Tests;

public class CameraFramesTests
{
    private static readonly Picture s_picture = TestPictures.Gradient(80, 60);
    private static readonly InputSpec s_input = new(96, 96, 3, ResizeMethod.Area, null);

    [Fact]
    public void Of_SameName_IsTheSameInEveryFolderAndThread()
    {
        var frames = new CameraFrames(1, s_input);
        byte[] expected = frames.Of(s_picture, "val/rose/a.jpg").Pixels;

        Parallel.For(0, 20, _ => Assert.Equal(expected, frames.Of(s_picture, "rose/a.jpg").Pixels));
        Assert.Equal(expected, new CameraFrames(1, s_input).Of(s_picture, "a.jpg").Pixels);
        Assert.NotEqual(expected, frames.Of(s_picture, "rose/b.jpg").Pixels);
        Assert.NotEqual(expected, new CameraFrames(2, s_input).Of(s_picture, "rose/a.jpg").Pixels);
    }

    [Theory]
    [InlineData(96, 96, 96, 96)]
    [InlineData(128, 128, 128, 128)]
    [InlineData(160, 160, 176, 176)] // of 240x176
    [InlineData(224, 224, 240, 240)]
    [InlineData(60, 80, 72, 96)]
    [InlineData(120, 160, 120, 160)]
    [InlineData(300, 300, 240, 240)] // nothing covers it
    public void Of_Input_HasThePixelsThatTheBoardSeesOfItsFrame(int height, int width, int frameHeight, int frameWidth)
    {
        var input = new InputSpec(height, width, 3, ResizeMethod.Area, null);
        Frame frame = new CameraFrames(1, input).Of(s_picture, "a.jpg");

        Assert.Equal((frameHeight, frameWidth), (frame.Height, frame.Width));
    }

    [Fact]
    public void ShotOf_Name_IsTheOneThatIsTaken()
    {
        var settings = new CameraSettings { JpegProbability = 0.5 };
        var frames = new CameraFrames(1, s_input, settings);
        foreach (string name in new[] { "a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg" })
        {
            CameraShot shot = frames.ShotOf(name);
            Assert.Equal(new CameraSimulation(settings).Run(PictureFrames.ToInput(s_picture, s_input), shot).Pixels, frames.Of(s_picture, name).Pixels);
        }
    }

    [Fact]
    public void Of_GreyInput_IsNotCutTo565() =>
        Assert.Equal(PixelFormat.Rgb888, new CameraFrames(1, new InputSpec(96, 96, 1, ResizeMethod.Area, null), new CameraSettings { JpegProbability = 0 }).Of(s_picture, "a.jpg").Format);

    [Fact]
    public void Create_BadSettings_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new CameraFrames(1, s_input, new CameraSettings { LargestGain = 0 }));
}
