// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Camera;

/// <summary>Lens shading, bands, noise and saturation of the sensor: from light on its surface to what it reads, rows from top to bottom.</summary>
internal static class SensorRead
{
    /// <summary>Changes [height, width, 3] light in place; it lies in 0 to 1 afterwards.</summary>
    public static void Run(Span<float> light, int width, int height, CameraSettings settings, in CameraShot shot)
    {
        var random = new SplitMix64(shot.NoiseSeed);
        float photon = (float)(settings.PhotonNoise * settings.PhotonNoise * shot.Gain); // variance at light 1
        float read = (float)(settings.ReadNoise * settings.ReadNoise * shot.Gain * shot.Gain); // variance in the dark
        double rowNoise = settings.RowNoise * shot.Gain / SimulatedSensor.BellDeviation;
        bool isNoisy = photon > 0 || read > 0;
        float corner = width * width + (float)height * height; // (2 x the distance of a corner)^2, as below
        for (int y = 0; y < height; y++)
        {
            float offset = (float)(rowNoise * SimulatedSensor.Bell(random.Next()));
            float band = (float)(1 + shot.BandDepth * Math.Sin(2 * Math.PI * (shot.Bands * (y + 0.5) / height + shot.BandPhase)));
            float down = 2 * y + 1 - height;
            Span<float> row = light.Slice(3 * y * width, 3 * width);
            for (int x = 0; x < width; x++)
            {
                float across = 2 * x + 1 - width;
                float distance = (across * across + down * down) / corner; // squared, 1 in the corners
                float shade = band * (1 - (float)shot.Shading * distance);
                float red = row[3 * x] * shade * (1 + (float)shot.CornerRed * distance);
                float green = row[3 * x + 1] * shade;
                float blue = row[3 * x + 2] * shade * (1 + (float)shot.CornerBlue * distance);
                if (isNoisy)
                {
                    ulong bits = random.Next();
                    red += Noise(red, photon, read, bits);
                    green += Noise(green, photon, read, bits >> 32);
                    blue += Noise(blue, photon, read, random.Next());
                }

                row[3 * x] = Math.Clamp(red + offset, 0, 1);
                row[3 * x + 1] = Math.Clamp(green + offset, 0, 1);
                row[3 * x + 2] = Math.Clamp(blue + offset, 0, 1);
            }
        }
    }

    private static float Noise(float light, float photon, float read, ulong bits) =>
        MathF.Sqrt(photon * light + read) * (1 / SimulatedSensor.BellDeviation) * SimulatedSensor.Bell(bits);
}
