// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data;

/// <summary>
/// Reads JPEG, PNG and raw grey files (.gray, square, one byte a pixel) and writes the first two. Everything that decides which pixels a file has is here, so that the trainer, the
/// evaluator and the virtual board's camera see the same ones:
/// <list type="bullet">
/// <item>turned upright by the EXIF orientation;</item>
/// <item>transparent pixels are laid over white;</item>
/// <item>colours are taken as stored, embedded colour profiles are not applied;</item>
/// <item>halved (or quartered, or divided by eight) while the shorter side stays at least <see cref="ReducedSide"/>.</item>
/// </list>
/// A cut or damaged PNG and a cut JPEG are refused; bytes damaged inside a JPEG are not noticed, since JPEG has no checksum.
/// </summary>
public static class PictureFile
{
    /// <summary>Pictures are decoded at 1/2, 1/4 or 1/8 as long as the shorter side keeps this many pixels: over twice the largest model input.</summary>
    public const int ReducedSide = 512;

    /// <summary>Larger pictures are refused: what they need in memory is more likely an attack or a damaged header than a photograph.</summary>
    public const long LargestPixelCount = 1L << 28;

    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".png", GreyFile.Extension];

    /// <summary>The endings of picture files as words of a sentence: ".jpg, .jpeg, .png and .gray".</summary>
    public static string ExtensionList(string conjunction) => $"{string.Join(", ", s_extensions[..^1])} {conjunction} {s_extensions[^1]}";

    /// <summary>Whether the name ends like a picture file's; the case does not matter.</summary>
    public static bool IsNamed(string path) => s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes one file.</summary>
    /// <exception cref="PictureException">The file is missing, unreadable, empty, of another kind, damaged or truncated.</exception>
    public static Picture Load(string path) => Decode(ReadBytes(path), path);

    /// <summary>Decodes the bytes of one file; <paramref name="path"/> names it in the exception.</summary>
    /// <exception cref="PictureException">The bytes are empty, of another kind, damaged or truncated.</exception>
    public static Picture Decode(byte[] file, string path) => Decode(file, path, out _);

    /// <summary>Decodes the bytes of one file and tells how large the picture is before any reduction, upright.</summary>
    internal static Picture Decode(byte[] file, string path, out PictureSize storedSize)
    {
        if (file.Length == 0)
        {
            throw new PictureException(path, "the file is empty");
        }

        if (GreyFile.IsNamed(path))
        {
            return DecodeGrey(file, path, out storedSize);
        }

        using var data = SKData.CreateCopy(file);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec == null)
        {
            throw new PictureException(path, IsCut(file) ? "the file ends early; it was cut off" : "the file is neither a JPEG nor a PNG picture");
        }

        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png))
        {
            throw new PictureException(path, $"the file is a {codec.EncodedFormat} picture; convert it to JPEG or PNG");
        }

        SKSizeI full = codec.Info.Size;
        RequireCount((long)full.Width * full.Height, $"{full.Width}x{full.Height}", path);
        int divisor = Divisor(full);
        SKSizeI size = codec.GetScaledDimensions(1f / divisor);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
        {
            throw new PictureException(path, $"{size.Width}x{size.Height} pixels do not fit into memory");
        }

        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new PictureException(path, result == SKCodecResult.IncompleteInput
                ? "the file ends early; it was cut off"
                : $"the picture is damaged ({result})");
        }

        SKEncodedOrigin origin = codec.EncodedOrigin;
        storedSize = Orientation.SwapsSides(origin) ? new PictureSize(full.Height, full.Width) : new PictureSize(full.Width, full.Height);
        Picture picture = Orientation.Upright(OverWhite(bitmap), origin);
        return size == full ? Reduction.Mean(picture, divisor) : picture;
    }

    /// <summary>Writes a lossless file; a file of that name is replaced whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SavePng(Picture picture, string path) => Save(picture, path, SKEncodedImageFormat.Png, 100);

    /// <summary>Writes a JPEG; a file of that name is replaced whole or not at all.</summary>
    /// <param name="picture">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="quality">1 (small) to 100 (good).</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveJpeg(Picture picture, string path, int quality = 90) => Save(picture, path, SKEncodedImageFormat.Jpeg, quality);

    /// <summary>A lossless file in memory.</summary>
    public static byte[] EncodePng(Picture picture)
    {
        using SKData encoded = Encode(picture, SKEncodedImageFormat.Png, 100) ?? throw new InvalidOperationException("The picture could not be encoded.");
        return encoded.ToArray();
    }

    /// <summary>A JPEG in memory.</summary>
    /// <param name="picture">What to encode.</param>
    /// <param name="quality">1 (small) to 100 (good).</param>
    public static byte[] EncodeJpeg(Picture picture, int quality = 90)
    {
        using SKData encoded = Encode(picture, SKEncodedImageFormat.Jpeg, quality) ?? throw new InvalidOperationException("The picture could not be encoded.");
        return encoded.ToArray();
    }

    /// <summary>The file's bytes, with the system's errors told as a <see cref="PictureException"/>.</summary>
    internal static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new PictureException(path, "this is a folder; name the pictures in it");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PictureException(path, "there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PictureException(path, "the file cannot be read (" + e.Message.TrimEnd('.') + ")", e);
        }
    }

    private static Picture DecodeGrey(byte[] file, string path, out PictureSize storedSize)
    {
        RequireCount(file.Length, $"{file.Length:N0}", path);
        Picture picture = GreyFile.Decode(file, path);
        storedSize = new PictureSize(picture.Width, picture.Height);
        return Reduction.Mean(picture, Divisor(new SKSizeI(picture.Width, picture.Height)));
    }

    private static void RequireCount(long pixels, string text, string path)
    {
        if (pixels > LargestPixelCount)
        {
            throw new PictureException(path, $"{text} pixels are more than {LargestPixelCount:N0}");
        }
    }

    private static int Divisor(SKSizeI size)
    {
        int divisor = 1;
        while (divisor < 8 && Math.Min(size.Width, size.Height) / (2 * divisor) >= ReducedSide)
        {
            divisor *= 2;
        }

        return divisor;
    }

    /// <summary>Whether a file that no decoder takes at least begins as one of ours.</summary>
    private static bool IsCut(byte[] file)
    {
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF];
        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        return file.AsSpan().StartsWith(jpeg) || file.AsSpan().StartsWith(png);
    }

    private static Picture OverWhite(SKBitmap bitmap)
    {
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0, o = 0; o < rgb.Length; i += 4, o += 3)
        {
            int alpha = rgba[i + 3];
            int white = 255 * (255 - alpha) + 127; // + 127 rounds the division by 255 to the nearest
            rgb[o] = (byte)((rgba[i] * alpha + white) / 255);
            rgb[o + 1] = (byte)((rgba[i + 1] * alpha + white) / 255);
            rgb[o + 2] = (byte)((rgba[i + 2] * alpha + white) / 255);
        }

        return new Picture(bitmap.Width, bitmap.Height, rgb);
    }

    private static SKData? Encode(Picture picture, SKEncodedImageFormat format, int quality)
    {
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0, o = 0; i < picture.Rgb.Length; i += 3, o += 4)
        {
            rgba[o] = picture.Rgb[i];
            rgba[o + 1] = picture.Rgb[i + 1];
            rgba[o + 2] = picture.Rgb[i + 2];
            rgba[o + 3] = 255;
        }

        return bitmap.Encode(format, quality);
    }

    private static void Save(Picture picture, string path, SKEncodedImageFormat format, int quality)
    {
        using SKData encoded = Encode(picture, format, quality) ?? throw new IOException($"{path}: the picture could not be encoded.");
        AtomicFile.Write(path, encoded.SaveTo, survivesPowerLoss: false);
    }
}
