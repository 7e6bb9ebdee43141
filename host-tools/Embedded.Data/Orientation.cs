// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data;

/// <summary>Turns pictures upright by the EXIF orientation tag (EXIF 2.32, tag 274), whose names say where the stored first row and column belong.</summary>
internal static class Orientation
{
    /// <summary>Whether the stored rows are columns of the upright picture.</summary>
    public static bool SwapsSides(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    public static Picture Upright(Picture stored, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return stored;
        }

        int width = SwapsSides(origin) ? stored.Height : stored.Width;
        int height = SwapsSides(origin) ? stored.Width : stored.Height;
        int right = stored.Width - 1;
        int bottom = stored.Height - 1;
        var rgb = new byte[stored.Rgb.Length];
        for (int y = 0, o = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, o += 3)
            {
                (int column, int row) = origin switch
                {
                    SKEncodedOrigin.TopRight => (right - x, y),
                    SKEncodedOrigin.BottomRight => (right - x, bottom - y),
                    SKEncodedOrigin.BottomLeft => (x, bottom - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, bottom - x),
                    SKEncodedOrigin.RightBottom => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                Array.Copy(stored.Rgb, 3 * (row * stored.Width + column), rgb, o, 3);
            }
        }

        return new Picture(width, height, rgb);
    }
}
