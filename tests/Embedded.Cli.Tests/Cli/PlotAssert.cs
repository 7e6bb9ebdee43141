// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Cli.Tests;

/// <summary>Looks at the pixels of a plot.</summary>
internal static class PlotAssert
{
    private const int TitleRows = 28;
    private const int FewestInkPixels = 300; // a title of a dozen letters has several times as many

    /// <summary>The graphics library draws no letters, and says nothing, where it finds no font.</summary>
    public static void HasTitle(string path)
    {
        Picture picture = PictureFile.Load(path);
        int ink = 0;
        for (int index = 0; index < TitleRows * picture.Width; index++)
        {
            if (picture.Rgb[3 * index] < 128)
            {
                ink++;
            }
        }

        Assert.True(ink > FewestInkPixels, $"only {ink} dark pixels in the first {TitleRows} rows of {path}");
    }
}
