// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;
using Embedded.Vision;

namespace Embedded.Data.Camera;

/// <summary>
/// Turns a photograph into the frame that an OV2640 on an ESP32-CAM would send of it: exposure and white balance, blur, lens shading,
/// bands and noise on linear light, then tone curve and saturation on pixel values, then JPEG or 5-6-5 bits, never both. What a
/// photograph becomes depends only on the seed. An instance serves one thread.
/// </summary>
public sealed class CameraSimulation
{
    private readonly CameraSettings _settings;
    private readonly bool _isGrey;
    private readonly LensBlur _blur = new();
    private float[] _light = []; // [height, width, 3]

    /// <param name="settings">The ranges to draw from.</param>
    /// <param name="isGrey">The frames are for a grey network: a board asks the camera for 8 bits of grey then, so nothing is cut to 5-6-5 bits.</param>
    /// <exception cref="ArgumentException">A setting lies outside of its limits.</exception>
    public CameraSimulation(CameraSettings settings, bool isGrey = false)
    {
        settings.Validate();
        _settings = settings;
        _isGrey = isGrey;
    }

    /// <summary>The shot that <paramref name="seed"/> draws.</summary>
    public CameraShot ShotOf(ulong seed) => CameraShot.Draw(_settings, new SplitMix64(seed));

    /// <summary>Draws a shot and takes it.</summary>
    /// <param name="picture">Rgb888; it stays as it is.</param>
    /// <param name="seed">Decides everything that is random.</param>
    /// <returns>A frame of the same size with bytes of its own: Rgb565BigEndian, or Rgb888 after JPEG and for grey networks.</returns>
    /// <exception cref="ArgumentException">The picture is not Rgb888.</exception>
    public Frame Run(Frame picture, ulong seed) => Run(picture, ShotOf(seed));

    /// <summary>Takes a shot that was drawn before.</summary>
    /// <exception cref="ArgumentException">The picture is not Rgb888.</exception>
    public Frame Run(Frame picture, in CameraShot shot)
    {
        if (picture.Format != PixelFormat.Rgb888)
        {
            throw new ArgumentException($"A camera is simulated on Rgb888 pictures, not on {picture.Format}.");
        }

        int width = picture.Width;
        int height = picture.Height;
        int count = 3 * width * height;
        if (_light.Length < count)
        {
            _light = new float[count];
        }

        Span<float> light = _light.AsSpan(0, count);
        Expose(picture.Pixels.AsSpan(0, count), light, shot);
        _blur.Run(light, width, height, shot.Blur * Math.Min(width, height));
        SensorRead.Run(light, width, height, _settings, shot);
        var rgb = new byte[count];
        Develop(light, rgb, shot);
        if (shot.JpegQuality > 0)
        {
            JpegArtefacts.Run(rgb, width, height, shot.JpegQuality);
        }

        var developed = new Picture(width, height, rgb);
        return shot.JpegQuality > 0 || _isGrey ? developed.ToFrame() : PictureFrames.To(developed, PixelFormat.Rgb565BigEndian);
    }

    private static void Expose(ReadOnlySpan<byte> rgb, Span<float> light, in CameraShot shot)
    {
        float[] red = ToneCurve.Light(shot.Exposure * shot.Red);
        float[] green = ToneCurve.Light(shot.Exposure);
        float[] blue = ToneCurve.Light(shot.Exposure * shot.Blue);
        for (int index = 0; index < rgb.Length; index += 3)
        {
            light[index] = red[rgb[index]];
            light[index + 1] = green[rgb[index + 1]];
            light[index + 2] = blue[rgb[index + 2]];
        }
    }

    private static void Develop(ReadOnlySpan<float> light, Span<byte> rgb, in CameraShot shot)
    {
        byte[] values = ToneCurve.Values(shot.Gamma);
        int saturation = (int)Math.Round(256 * shot.Saturation);
        for (int index = 0; index < rgb.Length; index += 3)
        {
            int red = values[ToneCurve.Code(light[index])];
            int green = values[ToneCurve.Code(light[index + 1])];
            int blue = values[ToneCurve.Code(light[index + 2])];
            int luma = (77 * red + 150 * green + 29 * blue + 128) >> 8; // ITU-R BT.601
            rgb[index] = Saturate(luma, red, saturation);
            rgb[index + 1] = Saturate(luma, green, saturation);
            rgb[index + 2] = Saturate(luma, blue, saturation);
        }
    }

    private static byte Saturate(int luma, int value, int saturation) => (byte)Math.Clamp(luma + (((value - luma) * saturation + 128) >> 8), 0, 255);
}
