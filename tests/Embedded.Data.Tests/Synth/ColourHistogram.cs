// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests.Synth;

/// <summary>How much of a picture has each of levels x levels x levels colours, and nothing about where.</summary>
internal static class ColourHistogram
{
    /// <summary>The colours that occur, [of levels^3], with the square roots of their shares (Hellinger kernel): a linear classifier does better on them than on the shares.</summary>
    public static (int Colour, double Value)[] Of(Picture picture, int levels)
    {
        var counts = new int[levels * levels * levels];
        for (int i = 0; i < picture.Rgb.Length; i += 3)
        {
            int red = picture.Rgb[i] * levels >> 8;
            int green = picture.Rgb[i + 1] * levels >> 8;
            int blue = picture.Rgb[i + 2] * levels >> 8;
            counts[(red * levels + green) * levels + blue]++;
        }

        return [.. from colour in Enumerable.Range(0, counts.Length)
                where counts[colour] > 0
                select (colour, Math.Sqrt((double)counts[colour] / (picture.Width * picture.Height)))];
    }
}
