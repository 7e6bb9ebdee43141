// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Data.Tests;

public sealed class PictureFramesTests
{
    // 0xC8 = 11001 000, 0x67 = 011001 11, 0x2F = 00101 111: packed 11001 011001 00101 = 0xCB25
    private static readonly Picture s_pixel = new(1, 1, [0xC8, 0x67, 0x2F]);

    [Fact]
    public void To_Rgb565_CutsLowBits()
    {
        Assert.Equal([0x25, 0xCB], PictureFrames.To(s_pixel, PixelFormat.Rgb565LittleEndian).Pixels);
        Assert.Equal([0xCB, 0x25], PictureFrames.To(s_pixel, PixelFormat.Rgb565BigEndian).Pixels);
    }

    [Fact]
    public void To_Gray8_IsLuma() =>
        Assert.Equal([126], PictureFrames.To(s_pixel, PixelFormat.Gray8).Pixels); // (77*200 + 150*103 + 29*47) / 256 = 125.8

    [Fact]
    public void From_EveryFormat_KeepsSizeAndColour()
    {
        Picture picture = TestPictures.Noise(5, 13, 7);

        Assert.Equal(picture.Rgb, PictureFrames.From(PictureFrames.To(picture, PixelFormat.Rgb888)).Rgb);
        Assert.Equal([206, 101, 41], PictureFrames.From(PictureFrames.To(s_pixel, PixelFormat.Rgb565BigEndian)).Rgb);
        Picture grey = PictureFrames.From(PictureFrames.To(picture, PixelFormat.Gray8));
        Assert.Equal((13, 7), (grey.Width, grey.Height));
        Assert.Equal(grey.Rgb[0], grey.Rgb[2]);
    }

    [Theory]
    [InlineData(3, ResizeMethod.Area, PixelFormat.Rgb888)]
    [InlineData(3, ResizeMethod.Bilinear, PixelFormat.Rgb888)]
    [InlineData(1, ResizeMethod.Area, PixelFormat.Gray8)]
    [InlineData(1, ResizeMethod.Bilinear, PixelFormat.Gray8)]
    public void ToInput_AnyNetwork_SeesWhatItSeesOfThePicture(int channels, ResizeMethod resize, PixelFormat format)
    {
        sbyte[] table = [.. Enumerable.Range(0, 256).Select(pixel => (sbyte)(pixel / 2 - 70))];
        foreach (sbyte[]? pixelToInt8 in new[] { null, table })
        {
            var input = new InputSpec(11, 17, channels, resize, pixelToInt8!);
            Picture picture = TestPictures.Noise(3, 41, 23);

            Frame frame = PictureFrames.ToInput(picture, input);

            Assert.Equal((17, 11, format), (frame.Width, frame.Height, frame.Format));
            Assert.Equal(Run(input, picture.ToFrame()), Run(input, frame));
        }
    }

    [Fact]
    public void To_UnknownFormat_IsRefused() => Assert.Throws<ArgumentException>(() => PictureFrames.To(s_pixel, (PixelFormat)9));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 2, 11)]
    [InlineData(2, 2, 13)]
    public void Picture_WrongLength_IsRefused(int width, int height, int bytes) =>
        Assert.Throws<ArgumentException>(() => new Picture(width, height, new byte[bytes]));

    private static sbyte[] Run(InputSpec input, Frame frame)
    {
        var tensor = new sbyte[input.Height * input.Width * input.Channels];
        new Preprocessor(input).Run(frame, tensor, 0);
        return tensor;
    }
}
