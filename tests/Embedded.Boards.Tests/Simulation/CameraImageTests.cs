// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Simulation;

public class CameraImageTests
{
    [Fact]
    public void Of_PictureOfTheFramesSize_KeepsEveryPixel()
    {
        Picture picture = Noise(160, 120);

        Frame frame = CameraImage.Of(picture, 160, 120, PixelFormat.Rgb565BigEndian);

        Assert.Equal(PictureFrames.To(picture, PixelFormat.Rgb565BigEndian).Pixels, frame.Pixels);
        Assert.Equal(picture.Rgb[0] >> 3, frame.Pixels[0] >> 3); // red is in the first byte
    }

    [Fact]
    public void Of_WiderPicture_IsCroppedAroundItsCentre()
    {
        var rgb = new byte[8 * 4 * 3]; // 8x4: two columns of red, four of blue, two of red
        for (int index = 0; index < 32; index++)
        {
            rgb[3 * index + (index % 8 is < 2 or >= 6 ? 0 : 2)] = 255;
        }

        Frame frame = CameraImage.Of(new Picture(8, 4, rgb), 4, 4, PixelFormat.Rgb888);

        Assert.All(Enumerable.Range(0, 16), index => Assert.Equal([0, 0, 255], frame.Pixels[(3 * index)..(3 * index + 3)]));
    }

    [Fact]
    public void Of_Grey_IsTheLuma()
    {
        Frame frame = CameraImage.Of(new Picture(2, 2, [255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]), 96, 96, PixelFormat.Gray8);

        Assert.Equal(96 * 96, frame.Pixels.Length);
        Assert.All(frame.Pixels, value => Assert.Equal(77, value)); // 77 of 256 is red's share
    }

    [Fact]
    public void Of_LargerPicture_IsTheMeanUnderEachPixel()
    {
        Picture picture = Noise(192, 192);

        Frame frame = CameraImage.Of(picture, 96, 96, PixelFormat.Rgb888);

        for (int pixel = 0; pixel < 96 * 96; pixel++)
        {
            int at = 3 * (pixel / 96 * 2 * 192 + pixel % 96 * 2);
            int sum = picture.Rgb[at] + picture.Rgb[at + 3] + picture.Rgb[at + 3 * 192] + picture.Rgb[at + 3 * 193];
            Assert.Equal((sum + 2) / 4, frame.Pixels[3 * pixel]);
        }
    }

    private static Picture Noise(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(5).NextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
