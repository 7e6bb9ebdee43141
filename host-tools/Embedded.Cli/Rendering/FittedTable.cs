// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>A table that becomes a few lines a row where the console is too narrow for its columns. The first column is the row's name.</summary>
/// <param name="headings">As those of <see cref="Tables.Create"/>.</param>
internal sealed class FittedTable(params string[] headings)
{
    private const int Indent = 4;
    private const int Gap = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row of plain texts; a cell may have several lines.</summary>
    public void Row(params string[] cells) => _rows.Add(cells);

    public void Write(IAnsiConsole console)
    {
        if (Enumerable.Range(0, headings.Length).Sum(column => TableWidth(column) + 2) < console.Profile.Width)
        {
            Table table = Tables.Create(headings);
            _rows.ForEach(row => table.Row(row));
            console.Write(table);
            return;
        }

        int[][] lines = Lines(console.Profile.Width - Indent);
        foreach (string[] row in _rows)
        {
            console.MarkupLineInterpolated($"  [bold]{row[0]}[/]");
            foreach (int[] columns in lines)
            {
                string line = string.Join(new string(' ', Gap), columns.Select(column => Part(column, row[column])));
                console.Write(new Padder(new Markup(line.TrimEnd()), new Padding(Indent, 0, 0, 0)));
            }
        }

        console.WriteLine();
    }

    /// <summary>Which columns stand on which line of a row: as many as there is room for, so that the rows stand below each other.</summary>
    private int[][] Lines(int room)
    {
        var lines = new List<List<int>> { new() };
        int used = 0;
        for (int column = 1; column < headings.Length; column++)
        {
            int width = Name(column).Length + CellWidth(column);
            if (used > 0 && used + Gap + width > room)
            {
                lines.Add([]);
                used = 0;
            }

            used += (used > 0 ? Gap : 0) + width;
            lines[^1].Add(column);
        }

        return [.. lines.Select(line => line.ToArray())];
    }

    /// <summary>Heading and cell as markup, the cell as wide as its column's widest.</summary>
    private string Part(int column, string cell)
    {
        string text = OneLine(cell);
        string padded = headings[column].StartsWith('>') ? text.PadLeft(CellWidth(column)) : text.PadRight(CellWidth(column));
        return Name(column).Length == 0 ? Markup.Escape(padded) : $"[grey]{Markup.Escape(Name(column))}[/]{Markup.Escape(padded)}";
    }

    private string Heading(int column) => headings[column].TrimStart('>');

    /// <summary>The heading before a cell; nothing for a column without one.</summary>
    private string Name(int column) => Heading(column) is { Length: > 0 } heading ? heading + " " : "";

    private int CellWidth(int column) => _rows.Count == 0 ? 0 : _rows.Max(row => OneLine(row[column]).Length);

    private int TableWidth(int column) => _rows.SelectMany(row => row[column].Split('\n')).Append(Heading(column)).Max(text => text.Length);

    private static string OneLine(string cell) => cell.Replace("\n", ", ", StringComparison.Ordinal);
}
