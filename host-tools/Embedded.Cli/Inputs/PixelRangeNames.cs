// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.TfLite;

namespace Embedded.Cli.Inputs;

/// <summary>The usual pixel ranges by the names they have on the command line.</summary>
internal static class PixelRangeNames
{
    public const string Auto = "auto";

    private static readonly (string Name, PixelRange Range)[] s_ranges =
    [
        ("pixel/128-1", PixelRange.Symmetric128),
        ("pixel/127.5-1", PixelRange.Symmetric),
        ("pixel/255", PixelRange.Unit),
        ("pixel", PixelRange.Raw),
    ];

    /// <summary>All names, auto first.</summary>
    public static IReadOnlyList<string> All { get; } = [Auto, .. s_ranges.Select(range => range.Name)];

    /// <summary>The range of that name, null for auto.</summary>
    public static PixelRange? Find(string name) => Array.Find(s_ranges, range => range.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Range;

    /// <summary>The name of a range, or its formula.</summary>
    public static string Of(PixelRange range) => Array.Find(s_ranges, known => known.Range == range).Name ?? range.ToString();
}
