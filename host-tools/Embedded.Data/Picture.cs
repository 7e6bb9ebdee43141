// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Data;

/// <summary>A decoded photograph: 8 bits each of red, green and blue, top row first, no alpha, already upright.</summary>
public sealed class Picture
{
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="rgb">[height, width, 3] red, green, blue; kept, not copied.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the array has another length than height x width x 3.</exception>
    public Picture(int width, int height, byte[] rgb)
    {
        if (width < 1 || height < 1 || rgb.Length != 3L * width * height)
        {
            throw new ArgumentException($"A picture of {width}x{height} does not have {rgb.Length} bytes of red, green and blue.");
        }

        Width = width;
        Height = height;
        Rgb = rgb;
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>[Height, Width, 3] red, green, blue.</summary>
    public byte[] Rgb { get; }

    /// <summary>The picture as an Rgb888 frame over the same bytes.</summary>
    public Frame ToFrame() => new(Rgb, Width, Height, PixelFormat.Rgb888);

    /// <summary>What is left of the picture when it has been an Rgb565 frame: 5 bits of red, 6 of green, 5 of blue.</summary>
    public Picture Reduced565() => PictureFrames.From(PictureFrames.To(this, PixelFormat.Rgb565LittleEndian));
}
