// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Makes large pictures smaller by a whole factor: PNG files, which cannot be decoded small, and the pictures a trainer keeps in memory.</summary>
public static class Reduction
{
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
            for (int x = 0; x < width; x++)
            {
                int left = x * divisor;
                int right = Math.Min(left + divisor, picture.Width);
                int count = (bottom - top) * (right - left);
                for (int channel = 0; channel < 3; channel++, o++)
                {
                    int sum = count / 2;
                    for (int row = top; row < bottom; row++)
                    {
                        for (int column = left; column < right; column++)
                        {
                            sum += picture.Rgb[3 * (row * picture.Width + column) + channel];
                        }
                    }

                    rgb[o] = (byte)(sum / count);
                }
            }
        }

        return new Picture(width, height, rgb);
    }
}
