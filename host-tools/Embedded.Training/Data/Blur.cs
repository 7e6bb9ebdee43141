// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>A lens slightly out of focus: the 3x3 binomial filter (1 2 1) x (1 2 1) / 16 on RGB pictures.</summary>
internal static class Blur
{
    /// <summary>Filters [side, side, 3] in place; the edge pixels repeat outside of the picture.</summary>
    /// <param name="pixels">[side, side, 3]</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="scratch">At least as long as the picture.</param>
    public static void Run(Span<byte> pixels, int side, Span<byte> scratch)
    {
        int row = 3 * side;
        for (int y = 0; y < side; y++)
        {
            ReadOnlySpan<byte> above = pixels.Slice(Math.Max(0, y - 1) * row, row);
            ReadOnlySpan<byte> centre = pixels.Slice(y * row, row);
            ReadOnlySpan<byte> below = pixels.Slice(Math.Min(side - 1, y + 1) * row, row);
            Mix(above, centre, below, scratch.Slice(y * row, row));
        }

        for (int y = 0; y < side; y++)
        {
            ReadOnlySpan<byte> from = scratch.Slice(y * row, row);
            Span<byte> to = pixels.Slice(y * row, row);
            Mix(from[..^6], from[3..^3], from[6..], to[3..^3]);
            Mix(from[..3], from[..3], from[3..6], to[..3]);
            Mix(from[^6..^3], from[^3..], from[^3..], to[^3..]);
        }
    }

    private static void Mix(ReadOnlySpan<byte> first, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> last, Span<byte> target)
    {
        for (int index = 0; index < target.Length; index++)
        {
            target[index] = (byte)((first[index] + 2 * middle[index] + last[index] + 2) >> 2);
        }
    }
}
