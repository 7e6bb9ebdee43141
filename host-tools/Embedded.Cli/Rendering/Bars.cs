// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rendering;

/// <summary>A share as a bar of characters.</summary>
internal static class Bars
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>The bar of <paramref name="share"/>, 0 to 1, in at most <paramref name="width"/> characters.</summary>
    public static string Of(double share, int width)
    {
        int eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * width * 8);
        return (new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8])).PadRight(width);
    }
}
