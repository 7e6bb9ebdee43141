// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

/// <summary>The field tables of docs/model-format.md.</summary>
internal static class DocumentTable
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SharedFolder.Repository, "docs", "model-format.md"));

    /// <summary>The rows "at | type | field" of the first such table below a heading, rows of zero bytes left out.</summary>
    public static List<(int At, string Type, string Field)> Fields(string heading)
    {
        int line = Array.FindIndex(Lines, text => text.TrimStart('#', ' ') == heading && text.StartsWith('#'));
        Assert.True(line >= 0, $"docs/model-format.md has no heading \"{heading}\"");
        line = Array.FindIndex(Lines, line, text => text.StartsWith("| at | type | field |", StringComparison.Ordinal));
        Assert.True(line >= 0, $"there is no table below \"{heading}\"");
        var fields = new List<(int, string, string)>();
        for (line += 2; line < Lines.Length && Lines[line].StartsWith('|'); line++)
        {
            string[] cells = Array.ConvertAll(Lines[line].Split('|'), cell => cell.Trim());
            if (cells[3] != "zero")
            {
                fields.Add((int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3]));
            }
        }

        return fields;
    }

    /// <summary>The numbers in the first column of the table with the given first header.</summary>
    public static int[] FirstColumn(string header)
    {
        int line = Array.FindIndex(Lines, text => text.StartsWith($"| {header} |", StringComparison.Ordinal));
        return [.. Lines.Skip(line + 2).TakeWhile(text => text.StartsWith('|')).Select(text => int.Parse(text.Split('|')[1], CultureInfo.InvariantCulture))];
    }
}
