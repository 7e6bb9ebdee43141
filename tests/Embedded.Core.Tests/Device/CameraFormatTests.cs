// SPDX-License-Identifier: MIT
using Embedded.Device;
using Embedded.Vision;

namespace Embedded.Core.Tests.Device;

public class CameraFormatTests
{
    [Theory]
    [InlineData(32, 32, 96, 96)]
    [InlineData(96, 96, 96, 96)]
    [InlineData(97, 96, 128, 128)]
    [InlineData(96, 97, 128, 128)]
    [InlineData(128, 128, 128, 128)]
    [InlineData(160, 120, 160, 120)]
    [InlineData(160, 121, 176, 144)]
    [InlineData(160, 160, 240, 176)]
    [InlineData(192, 192, 240, 240)]
    [InlineData(224, 224, 240, 240)]
    [InlineData(240, 240, 240, 240)]
    [InlineData(241, 10, 320, 240)]
    [InlineData(320, 240, 320, 240)]
    [InlineData(400, 400, 320, 240)]
    public void For_InputSize_IsTheSmallestFrameThatCoversIt(int width, int height, int expectedWidth, int expectedHeight)
    {
        CameraFormat format = CameraFormat.For(new InputSpec(height, width, 3, ResizeMethod.Area, null));

        Assert.Equal((expectedWidth, expectedHeight, PixelFormat.Rgb565BigEndian), (format.Width, format.Height, format.Format));
    }

    [Fact]
    public void For_GreyModel_AsksForGrey()
    {
        Assert.Equal(PixelFormat.Gray8, CameraFormat.For(new InputSpec(96, 96, 1, ResizeMethod.Area, null)).Format);
    }

    [Fact]
    public void For_InputThatIsNoPicture_IsRefused()
    {
        var exception = Assert.Throws<DeviceException>(() => CameraFormat.For(null!));

        Assert.Equal(DeviceError.InputIsNoPicture, exception.Code);
    }
}
