// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests;

/// <summary>Small pictures and files to test with.</summary>
internal static class TestPictures
{
    public static readonly (int Red, int Green, int Blue) Red = (220, 30, 30);
    public static readonly (int Red, int Green, int Blue) Green = (30, 200, 40);
    public static readonly (int Red, int Green, int Blue) Blue = (30, 40, 210);
    public static readonly (int Red, int Green, int Blue) White = (240, 240, 240);

    /// <summary>Every byte random.</summary>
    public static Picture Noise(ulong seed, int width, int height)
    {
        var random = new SplitMix64(seed);
        var rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.Length; i++)
        {
            rgb[i] = (byte)random.Next();
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>Red, green, blue and white quarters, in reading order.</summary>
    public static Picture Quarters(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            bool right = i % width >= width / 2;
            bool bottom = i / width >= height / 2;
            (int red, int green, int blue) = bottom ? right ? White : Blue : right ? Green : Red;
            rgb[3 * i] = (byte)red;
            rgb[3 * i + 1] = (byte)green;
            rgb[3 * i + 2] = (byte)blue;
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>A smooth picture, on which lossy compression loses little.</summary>
    public static Picture Gradient(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i += 3)
            {
                rgb[i] = (byte)(255 * x / width);
                rgb[i + 1] = (byte)(255 * y / height);
                rgb[i + 2] = 128;
            }
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>The bytes of a JPEG file.</summary>
    public static byte[] Jpeg(Picture picture, int quality = 95)
    {
        using var folder = new TemporaryFolder();
        PictureFile.SaveJpeg(picture, folder.File("a.jpg"), quality);
        return File.ReadAllBytes(folder.File("a.jpg"));
    }

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Png(Picture picture)
    {
        using var folder = new TemporaryFolder();
        PictureFile.SavePng(picture, folder.File("a.png"));
        return File.ReadAllBytes(folder.File("a.png"));
    }

    /// <summary>The JPEG with an EXIF segment behind its first marker that holds the orientation alone.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation, bool bigEndian)
    {
        byte[] tiff = bigEndian
            ? [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
            : [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] exif = [(byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0];
        int length = 2 + exif.Length + tiff.Length;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. tiff, .. jpeg[2..]];
    }
}
