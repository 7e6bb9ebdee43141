// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>Makes a large picture smaller by a whole factor: each pixel is the mean of a square, the rest at right and bottom is dropped.</summary>
internal static class BoxReduction
{
    /// <summary>Writes [height / factor, width / factor, 3] to <paramref name="target"/>; <paramref name="source"/> is [height, width, 3].</summary>
    public static void Run(ReadOnlySpan<byte> source, int width, int height, int factor, Span<byte> target)
    {
        int outWidth = width / factor;
        int area = factor * factor;
        Span<int> sums = new int[3 * outWidth];
        for (int outY = 0; outY < height / factor; outY++)
        {
            sums.Clear();
            for (int y = outY * factor; y < (outY + 1) * factor; y++)
            {
                ReadOnlySpan<byte> row = source.Slice(3 * y * width, 3 * outWidth * factor);
                for (int outX = 0; outX < outWidth; outX++)
                {
                    for (int at = 3 * outX * factor; at < 3 * (outX + 1) * factor; at += 3)
                    {
                        sums[3 * outX] += row[at];
                        sums[(3 * outX) + 1] += row[at + 1];
                        sums[(3 * outX) + 2] += row[at + 2];
                    }
                }
            }

            Span<byte> result = target.Slice(3 * outY * outWidth, 3 * outWidth);
            for (int index = 0; index < result.Length; index++)
            {
                result[index] = (byte)((sums[index] + (area / 2)) / area);
            }
        }
    }
}
