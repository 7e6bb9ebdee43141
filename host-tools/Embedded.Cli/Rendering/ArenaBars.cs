// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Rendering;

/// <summary>The arena as a bar of characters, one bar an operator: what lies where while it runs.</summary>
internal static class ArenaBars
{
    private const char Free = '·';
    private const char Kept = '▓';
    private const char Written = '█';
    private const char Scratch = '░';

    /// <summary>What the characters mean.</summary>
    public const string Legend = "▓ read or kept  █ written  ░ scratch  · free";

    /// <summary>The bar of one operator, <paramref name="width"/> characters for the whole arena.</summary>
    public static string Of(ArenaMap arena, int operatorIndex, int width)
    {
        var bar = new char[width];
        Array.Fill(bar, Free);
        foreach (ArenaRegion region in arena.Regions.Where(region => region.IsLiveAt(operatorIndex)).OrderBy(region => Rank(region, operatorIndex)))
        {
            int from = (int)((long)region.Offset * width / arena.ArenaBytes);
            int to = (int)(((long)region.Offset + region.Bytes) * width / arena.ArenaBytes);
            Array.Fill(bar, Glyph(region, operatorIndex), Math.Min(from, width - 1), Math.Max(1, to - from));
        }

        return new string(bar);
    }

    private static int Rank(ArenaRegion region, int operatorIndex) => Glyph(region, operatorIndex) switch { Kept => 0, Written => 1, _ => 2 };

    private static char Glyph(ArenaRegion region, int operatorIndex) =>
        region.Kind == ArenaRegionKind.Scratch ? Scratch
        : region.Kind == ArenaRegionKind.Activation && region.FirstOperator == operatorIndex ? Written
        : Kept;
}
