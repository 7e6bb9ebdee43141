// SPDX-License-Identifier: MIT
namespace Embedded.Vision;

/// <summary>How the bytes of a <see cref="Frame"/> encode its pixels. Rows follow each other without gaps.</summary>
public enum PixelFormat
{
    /// <summary>One byte a pixel, 0 black to 255 white.</summary>
    Gray8 = 1,

    /// <summary>Three bytes a pixel: red, green, blue.</summary>
    Rgb888 = 2,

    /// <summary>Two bytes a pixel, rrrrrggg gggbbbbb, low byte first.</summary>
    Rgb565LittleEndian = 3,

    /// <summary>Two bytes a pixel, rrrrrggg gggbbbbb, high byte first: what the OV2640 sends.</summary>
    Rgb565BigEndian = 4,
}
