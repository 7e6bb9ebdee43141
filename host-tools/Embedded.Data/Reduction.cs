// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Makes large pictures smaller by a whole factor: PNG files, which cannot be decoded small, and the pictures a trainer keeps in memory.</summary>
public static class Reduction
{
    /// <summary>The whole picture in a grid of another shape: each cell is the mean of its pixels, rounded half up, of one pixel at least.</summary>
    /// <returns>[height, width, 3] red, green, blue.</returns>
    internal static byte[] Squash(Picture picture, int width, int height)
    {
        var rgb = new byte[height * width * 3];
        for (int y = 0, o = 0; y < height; y++)
        {
            (int top, int bottom) = Cell(y, height, picture.Height);
            for (int x = 0; x < width; x++, o += 3)
            {
                (int left, int right) = Cell(x, width, picture.Width);
                MeanOf(picture, left, top, right, bottom, rgb.AsSpan(o, 3));
            }
        }

        return rgb;
    }

    /// <summary>Mean of each divisor x divisor block, rounded half up; the last block of a row or column may be smaller.</summary>
    public static Picture Mean(Picture picture, int divisor)
    {
        if (divisor == 1)
        {
            return picture;
        }

        int width = (picture.Width + divisor - 1) / divisor;
        int height = (picture.Height + divisor - 1) / divisor;
        var rgb = new byte[height * width * 3];
        for (int y = 0, o = 0; y < height; y++)
        {
            int top = y * divisor;
            int bottom = Math.Min(top + divisor, picture.Height);
            for (int x = 0; x < width; x++, o += 3)
            {
                int left = x * divisor;
                int right = Math.Min(left + divisor, picture.Width);
                MeanOf(picture, left, top, right, bottom, rgb.AsSpan(o, 3));
            }
        }

        return new Picture(width, height, rgb);
    }

    private static (int From, int To) Cell(int index, int cells, int pixels)
    {
        int from = (int)((long)index * pixels / cells);
        return (from, Math.Max(from + 1, (int)((index + 1L) * pixels / cells)));
    }

    private static void MeanOf(Picture picture, int left, int top, int right, int bottom, Span<byte> mean)
    {
        long count = (long)(bottom - top) * (right - left);
        long red = count / 2;
        long green = red;
        long blue = red;
        for (int row = top; row < bottom; row++)
        {
            ReadOnlySpan<byte> pixels = picture.Rgb.AsSpan(3 * (row * picture.Width + left), 3 * (right - left));
            for (int index = 0; index < pixels.Length; index += 3)
            {
                red += pixels[index];
                green += pixels[index + 1];
                blue += pixels[index + 2];
            }
        }

        mean[0] = (byte)(red / count);
        mean[1] = (byte)(green / count);
        mean[2] = (byte)(blue / count);
    }
}
