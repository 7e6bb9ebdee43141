// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Data;

/// <summary>Pictures as camera frames and back, in integers. What a frame's bytes mean is decided by Core alone: every frame is read by its <see cref="Preprocessor"/>.</summary>
public static class PictureFrames
{
    /// <summary>The frame a camera with this pixel format would send of the picture, same size.</summary>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    public static Frame To(Picture picture, PixelFormat format)
    {
        return format switch
        {
            PixelFormat.Rgb888 => picture.ToFrame(),
            PixelFormat.Gray8 => new Frame(Read(picture.ToFrame(), channels: 1), picture.Width, picture.Height, format),
            PixelFormat.Rgb565LittleEndian => Pack565(picture, format, low: 0),
            PixelFormat.Rgb565BigEndian => Pack565(picture, format, low: 1),
            _ => throw new ArgumentException($"Pixel format {(int)format} is unknown."),
        };
    }

    /// <summary>The picture as a network sees it: cropped and resized to its input, in colour or grey. Preprocessing it once more changes nothing.</summary>
    public static Frame ToInput(Picture picture, InputSpec input) => ToInput(picture.ToFrame(), input);

    /// <summary>The frame as a network sees it: cropped and resized to its input, in colour or grey.</summary>
    public static Frame ToInput(Frame frame, InputSpec input)
    {
        var spec = new InputSpec(input.Height, input.Width, input.Channels, input.Resize, null);
        return new Frame(Read(frame, spec), input.Width, input.Height, input.Channels == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb888);
    }

    /// <summary>The frame as a picture, same size; a grey frame gives grey pixels.</summary>
    public static Picture From(Frame frame) => new(frame.Width, frame.Height, Read(frame, channels: 3));

    /// <summary>[height, width, channels] pixel values of the frame's own size: neither cropped nor resized.</summary>
    private static byte[] Read(Frame frame, int channels) => Read(frame, new InputSpec(frame.Height, frame.Width, channels, ResizeMethod.Area, null));

    /// <summary>[height, width, channels] pixel values: XOR 0x80 is its own inverse.</summary>
    private static byte[] Read(Frame frame, InputSpec spec)
    {
        var tensor = new sbyte[spec.Height * spec.Width * spec.Channels];
        new Preprocessor(spec).Run(frame, tensor, 0);
        var pixels = new byte[tensor.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(tensor[i] ^ 0x80);
        }

        return pixels;
    }

    /// <summary>Cuts the low bits off, as the sensor does, rather than rounding.</summary>
    private static Frame Pack565(Picture picture, PixelFormat format, int low)
    {
        byte[] rgb = picture.Rgb;
        var pixels = new byte[rgb.Length / 3 * 2];
        for (int i = 0, o = 0; i < rgb.Length; i += 3, o += 2)
        {
            int packed = (rgb[i] >> 3 << 11) | (rgb[i + 1] >> 2 << 5) | (rgb[i + 2] >> 3);
            pixels[o + low] = (byte)packed;
            pixels[o + 1 - low] = (byte)(packed >> 8);
        }

        return new Frame(pixels, picture.Width, picture.Height, format);
    }
}
