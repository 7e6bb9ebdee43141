// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>What light, lens and sensor do to a scene: uneven and coloured light, vignetting, blur, exposure, noise.</summary>
internal static class SimulatedSensor
{
    /// <summary>Standard deviation of <see cref="Bell"/>.</summary>
    public const float BellDeviation = 147.8f;

    /// <summary>Takes the photograph of a scene drawn on an RGBA bitmap.</summary>
    public static Picture Expose(SKBitmap scene, SplitMix64 random)
    {
        int width = scene.Width;
        int height = scene.Height;
        float[] light = ToLight(scene.GetPixelSpan());
        float sharpness = random.Unit();
        float blur = sharpness * sharpness * width / 115f; // standard deviation in pixels
        for (float left = blur * blur; left > 0.05f; left -= 0.5f)
        {
            Soften(light, width, height, Math.Min(1, left / 0.5f));
        }

        ApplyLight(light, width, height, random);
        return new Picture(width, height, Digitize(light, random));
    }

    private static float[] ToLight(ReadOnlySpan<byte> rgba)
    {
        var light = new float[rgba.Length / 4 * 3];
        for (int i = 0, o = 0; o < light.Length; i += 4, o += 3)
        {
            light[o] = rgba[i];
            light[o + 1] = rgba[i + 1];
            light[o + 2] = rgba[i + 2];
        }

        return light;
    }

    /// <summary>One pass of the filter 1 2 1 (variance 1/2) along both axes, mixed in with the given share.</summary>
    private static void Soften(float[] light, int width, int height, float share)
    {
        float side = 0.25f * share;
        float middle = 1 - 2 * side;
        for (int axis = 0; axis < 2; axis++)
        {
            int step = axis == 0 ? 3 : 3 * width;
            int lines = axis == 0 ? height : width;
            int length = axis == 0 ? width : height;
            int lineStep = axis == 0 ? 3 * width : 3;
            for (int line = 0; line < lines; line++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    int index = line * lineStep + channel;
                    float before = light[index];
                    for (int i = 0; i < length; i++, index += step)
                    {
                        float here = light[index];
                        float after = i + 1 < length ? light[index + step] : here;
                        light[index] = middle * here + side * (before + after);
                        before = here;
                    }
                }
            }
        }
    }

    private static void ApplyLight(float[] light, int width, int height, SplitMix64 random)
    {
        float exposure = random.Between(0.84f, 1.2f);
        float warmth = random.Between(-0.1f, 0.1f);
        float tint = random.Between(-0.04f, 0.04f);
        float slopeX = random.Between(-0.22f, 0.22f);
        float slopeY = random.Between(-0.22f, 0.22f);
        float vignette = random.Between(0, 0.3f);
        float contrast = random.Between(0.82f, 1.14f);
        float haze = random.Between(-6, 12);
        for (int y = 0, i = 0; y < height; y++)
        {
            float v = 2f * y / height - 1;
            for (int x = 0; x < width; x++, i += 3)
            {
                float u = 2f * x / width - 1;
                float gain = exposure * (1 + slopeX * u + slopeY * v) * (1 - vignette * 0.5f * (u * u + v * v));
                light[i] = (light[i] * gain * (1 + warmth) - 128) * contrast + 128 + haze;
                light[i + 1] = (light[i + 1] * gain * (1 + tint) - 128) * contrast + 128 + haze;
                light[i + 2] = (light[i + 2] * gain * (1 - warmth) - 128) * contrast + 128 + haze;
            }
        }
    }

    /// <summary>Adds noise, nearly Gaussian (the sum of four uniform bytes), and rounds to 8 bits.</summary>
    private static byte[] Digitize(float[] light, SplitMix64 random)
    {
        float noise = random.Between(1.5f, 7f) / BellDeviation;
        var rgb = new byte[light.Length];
        for (int i = 0; i < rgb.Length; i += 2)
        {
            ulong bits = random.Next();
            rgb[i] = ToByte(light[i] + noise * Bell(bits));
            if (i + 1 < rgb.Length)
            {
                rgb[i + 1] = ToByte(light[i + 1] + noise * Bell(bits >> 32));
            }
        }

        return rgb;
    }

    /// <summary>The sum of four uniform bytes about their mean: mean 0, deviation <see cref="BellDeviation"/>, nearly Gaussian.</summary>
    public static int Bell(ulong bits) => (int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + ((bits >> 24) & 255)) - 510;

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
