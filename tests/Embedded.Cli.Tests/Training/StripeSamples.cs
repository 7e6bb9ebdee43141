// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

/// <summary>Small seeded pictures whose classes a network learns in a few epochs: dim noise with a bright stripe, lying or standing.</summary>
internal sealed class StripeSamples : ISampleSource
{
    private readonly Frame[] _frames;

    public StripeSamples(int count, int seed, int side = 40)
    {
        var random = new Random(seed);
        _frames = new Frame[count];
        for (int index = 0; index < count; index++)
        {
            var pixels = new byte[side * side * 3];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)random.Next(100);
            }

            int at = random.Next(8, side - 12);
            for (int i = 0; i < side; i++)
            {
                for (int j = at; j < at + 6; j++)
                {
                    int pixel = Label(index) == 0 ? (j * side) + i : (i * side) + j;
                    pixels.AsSpan(3 * pixel, 3).Fill(250);
                }
            }

            _frames[index] = new Frame(pixels, side, side, PixelFormat.Rgb888);
        }
    }

    public int Count => _frames.Length;

    public int Label(int index) => index % 2;

    public Frame Picture(int index) => _frames[index];
}
