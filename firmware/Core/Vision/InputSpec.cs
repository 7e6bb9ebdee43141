// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Vision;

/// <summary>What a model takes: the size of its input tensor and how pixels become int8. Stored in the .emb file.</summary>
public sealed class InputSpec
{
    /// <summary>Creates a specification; <paramref name="pixelToInt8"/> is null for networks trained on pixel/128 - 1.</summary>
    /// <exception cref="ArgumentException">A side is below 1, channels are neither 1 nor 3, or the table has not 256 entries.</exception>
    public InputSpec(int height, int width, int channels, ResizeMethod resize, sbyte[] pixelToInt8)
    {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3) || (pixelToInt8 != null && pixelToInt8.Length != 256))
        {
            throw new ArgumentException();
        }

        Height = height;
        Width = width;
        Channels = channels;
        Resize = resize;
        PixelToInt8 = pixelToInt8;
    }

    /// <summary>Rows of the input tensor.</summary>
    public int Height { get; }

    /// <summary>Columns of the input tensor.</summary>
    public int Width { get; }

    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>How frames are resized.</summary>
    public ResizeMethod Resize { get; }

    /// <summary>[256] int8 value of each pixel value, or null: int8 = pixel XOR 0x80, which is pixel - 128 in two's complement.</summary>
    public sbyte[] PixelToInt8 { get; }
}
