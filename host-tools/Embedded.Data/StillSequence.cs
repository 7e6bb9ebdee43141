// SPDX-License-Identifier: MIT
// Where the camera points, how near it is and how bright it sees are four first-order autoregressive series: what is left of the last
// frame's deviation, and a new random part, so that the deviation stays the same. Beyond the picture's edge its last pixels go on.
using Embedded.Data.Synth;
using Embedded.Vision;

namespace Embedded.Data;

/// <summary>Frames as a camera would take them of a subject of which there is one photograph: it is looked at through a window that moves a little.</summary>
public static class StillSequence
{
    private const float Kept = 0.7f; // of a deviation, from frame to frame

    /// <summary>Frames without end, one after the other.</summary>
    /// <param name="picture">The photograph.</param>
    /// <param name="input">The network's input: frames have its size and channels, and preprocessing changes no pixel of them.</param>
    /// <param name="motion">How much moves.</param>
    /// <param name="random">Where all randomness comes from.</param>
    public static IEnumerable<Frame> Of(Picture picture, InputSpec input, CameraMotion motion, SplitMix64 random)
    {
        float[] state = [Bell(random), Bell(random), Bell(random), Bell(random)]; // x, y, distance, light in standard deviations
        while (true)
        {
            Picture view = View(picture, motion.Shift * state[0], motion.Shift * state[1], 1 + motion.Zoom * state[2]);
            Frame frame = PictureFrames.ToInput(view, input);
            float gain = Math.Max(0, 1 + motion.Brightness * state[3]);
            byte[] pixels = frame.Pixels; // ToInput makes a frame of its own
            for (int index = 0; index < frame.ByteCount; index++)
            {
                pixels[index] = (byte)Math.Clamp(pixels[index] * gain + motion.Noise * Bell(random) + 0.5f, 0, 255);
            }

            yield return frame;
            for (int index = 0; index < state.Length; index++)
            {
                state[index] = Kept * state[index] + MathF.Sqrt(1 - Kept * Kept) * Bell(random);
            }
        }
    }

    /// <summary>What a window of <paramref name="size"/> times the picture shows, its centre moved by shares of the picture's sides; whole pixels, nothing is interpolated.</summary>
    private static Picture View(Picture picture, float shiftX, float shiftY, float size)
    {
        int width = Math.Max(1, (int)MathF.Round(picture.Width * size));
        int height = Math.Max(1, (int)MathF.Round(picture.Height * size));
        int left = (int)MathF.Round((picture.Width - width) * 0.5f + shiftX * picture.Width);
        int top = (int)MathF.Round((picture.Height - height) * 0.5f + shiftY * picture.Height);
        var rgb = new byte[3 * width * height];
        for (int y = 0, to = 0; y < height; y++)
        {
            int row = Math.Clamp(top + y, 0, picture.Height - 1) * picture.Width;
            for (int x = 0; x < width; x++, to += 3)
            {
                int from = 3 * (row + Math.Clamp(left + x, 0, picture.Width - 1));
                rgb[to] = picture.Rgb[from];
                rgb[to + 1] = picture.Rgb[from + 1];
                rgb[to + 2] = picture.Rgb[from + 2];
            }
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>A number of mean 0 and standard deviation 1, nearly Gaussian: the sum of four uniform bytes.</summary>
    private static float Bell(SplitMix64 random) => SimulatedSensor.Bell(random.Next()) / SimulatedSensor.BellDeviation;
}
