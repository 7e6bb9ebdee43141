// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Vision;

/// <summary>A camera image: pixels in a named format, top row first. It owns nothing; the buffer may be reused by the camera.</summary>
public sealed class Frame
{
    /// <exception cref="ArgumentException">A side is below 1, or <paramref name="pixels"/> is shorter than the frame needs.</exception>
    public Frame(byte[] pixels, int width, int height, PixelFormat format)
    {
        if (width < 1 || height < 1 || pixels.Length < width * height * BytesPerPixel(format))
        {
            throw new ArgumentException();
        }

        Pixels = pixels;
        Width = width;
        Height = height;
        Format = format;
    }

    /// <summary>[Height, Width] pixels of <see cref="BytesPerPixel"/> bytes each.</summary>
    public byte[] Pixels { get; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What the bytes mean.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes that the frame's pixels take at the start of <see cref="Pixels"/>.</summary>
    public int ByteCount => Width * Height * BytesPerPixel(Format);

    /// <summary>Bytes a pixel of <paramref name="format"/>.</summary>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    public static int BytesPerPixel(PixelFormat format)
    {
        switch (format)
        {
            case PixelFormat.Gray8:
                return 1;
            case PixelFormat.Rgb888:
                return 3;
            case PixelFormat.Rgb565LittleEndian:
            case PixelFormat.Rgb565BigEndian:
                return 2;
            default:
                throw new ArgumentException();
        }
    }
}
