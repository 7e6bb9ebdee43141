// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embedded.Training.Data;

/// <summary>Samples a <see cref="CropWindow"/> of an RGB picture as a square picture, bilinear, mirrored at the picture's edges.</summary>
internal static class Warp
{
    /// <summary>Writes [side, side, 3] to <paramref name="target"/>; <paramref name="source"/> is [height, width, 3].</summary>
    public static void Run(ReadOnlySpan<byte> source, int width, int height, CropWindow window, Span<byte> target, int side)
    {
        // Positions in 1/65536 source pixels: position = start + x stepX + y stepY, -1/2 because pixel centres lie at halves.
        double cos = Math.Cos(window.Radians) / side;
        double sin = Math.Sin(window.Radians) / side;
        double alongWidth = window.IsMirrored ? -window.Width : window.Width;
        int acrossX = Fixed(alongWidth * cos);
        int acrossY = Fixed(alongWidth * sin);
        int downX = Fixed(-window.Height * sin);
        int downY = Fixed(window.Height * cos);
        double half = (side - 1) / 2.0;
        int startX = Fixed(window.CentreX - 0.5 - half * (alongWidth * cos - window.Height * sin));
        int startY = Fixed(window.CentreY - 0.5 - half * (alongWidth * sin + window.Height * cos));

        ref byte pixels = ref MemoryMarshal.GetReference(source);
        ref byte output = ref MemoryMarshal.GetReference(target[..(side * side * 3)]);
        for (int outY = 0; outY < side; outY++)
        {
            int x = startX + outY * downX;
            int y = startY + outY * downY;
            bool inside = IsInside(x, y, width, height) && IsInside(x + (side - 1) * acrossX, y + (side - 1) * acrossY, width, height);
            for (int outX = 0; outX < side; outX++)
            {
                int left = x >> 16;
                int top = y >> 16;
                int right = left + 1;
                int bottom = top + 1;
                if (!inside)
                {
                    left = Mirror(left, width);
                    right = Mirror(right, width);
                    top = Mirror(top, height);
                    bottom = Mirror(bottom, height);
                }

                int weightX = (x >> 8) & 255;
                int weightY = (y >> 8) & 255;
                ref byte topLeft = ref Unsafe.Add(ref pixels, (top * width + left) * 3);
                ref byte topRight = ref Unsafe.Add(ref pixels, (top * width + right) * 3);
                ref byte bottomLeft = ref Unsafe.Add(ref pixels, (bottom * width + left) * 3);
                ref byte bottomRight = ref Unsafe.Add(ref pixels, (bottom * width + right) * 3);
                for (int channel = 0; channel < 3; channel++)
                {
                    int above = (Unsafe.Add(ref topLeft, channel) << 8) + (Unsafe.Add(ref topRight, channel) - Unsafe.Add(ref topLeft, channel)) * weightX;
                    int below = (Unsafe.Add(ref bottomLeft, channel) << 8) + (Unsafe.Add(ref bottomRight, channel) - Unsafe.Add(ref bottomLeft, channel)) * weightX;
                    Unsafe.Add(ref output, channel) = (byte)(((above << 8) + (below - above) * weightY + 32768) >> 16);
                }

                output = ref Unsafe.Add(ref output, 3);
                x += acrossX;
                y += acrossY;
            }
        }
    }

    private static int Fixed(double value) => (int)Math.Round(value * 65536);

    /// <summary>Whether all four pixels around the position exist.</summary>
    private static bool IsInside(int x, int y, int width, int height) =>
        x >= 0 && y >= 0 && x >> 16 < width - 1 && y >> 16 < height - 1;

    private static int Mirror(int index, int count)
    {
        int period = 2 * count;
        index = ((index % period) + period) % period;
        return index < count ? index : period - 1 - index;
    }
}
