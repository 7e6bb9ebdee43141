// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Camera;

/// <summary>What is left of a picture after the camera's JPEG encoder: 8x8 blocks, colour at half the columns (4:2:2, as the OV2640's own engine sends it).</summary>
internal static class JpegArtefacts
{
    /// <summary>Compresses and expands in place.</summary>
    /// <param name="rgb">[height, width, 3]</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">1 to 100 on libjpeg's scale.</param>
    public static void Run(Span<byte> rgb, int width, int height, int quality)
    {
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0, o = 0; i < rgb.Length; i += 3, o += 4)
        {
            rgba[o] = rgb[i];
            rgba[o + 1] = rgb[i + 1];
            rgba[o + 2] = rgb[i + 2];
            rgba[o + 3] = 255;
        }

        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData? file = pixmap.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderAlphaOption.Ignore));
        using SKCodec? codec = file == null ? null : SKCodec.Create(file);
        if (codec == null || codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            throw new InvalidOperationException($"A frame of {width}x{height} pixels could not be compressed as JPEG.");
        }

        for (int i = 0, o = 0; i < rgb.Length; i += 3, o += 4)
        {
            rgb[i] = rgba[o];
            rgb[i + 1] = rgba[o + 1];
            rgb[i + 2] = rgba[o + 2];
        }
    }
}
