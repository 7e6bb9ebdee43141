// SPDX-License-Identifier: MIT
using Embedded.Vision;
using SkiaSharp;

namespace Embedded.Data;

/// <summary>Writes camera frames as PNG pictures: a grey frame becomes a grey picture, all others colour as <see cref="PictureFrames.From"/> gives it.</summary>
public static class FramePng
{
    /// <summary>Writes a file; one of that name is replaced whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Save(Frame frame, string path)
    {
        if (frame.Format != PixelFormat.Gray8)
        {
            PictureFile.SavePng(PictureFrames.From(frame), path);
            return;
        }

        using var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < frame.Height; y++)
        {
            frame.Pixels.AsSpan(y * frame.Width, frame.Width).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        using SKData encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100) ?? throw new IOException($"{path}: the picture could not be encoded.");
        AtomicFile.Write(path, encoded.SaveTo, survivesPowerLoss: false);
    }
}
