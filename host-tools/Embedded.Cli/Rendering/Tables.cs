// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>The one look of all tables: no frame, a line under the headings, numbers to the right.</summary>
internal static class Tables
{
    /// <summary>Rows that are shown of a table that could be very long.</summary>
    public const int MostRows = 30;

    private const int LongestName = 40;

    /// <summary>The first rows of a long table, and a line that says how many there are beyond them.</summary>
    public static (IReadOnlyList<T> Shown, string? More) Cut<T>(IReadOnlyList<T> rows, int most = MostRows) =>
        rows.Count <= most ? (rows, null) : ([.. rows.Take(most)], $"and {Numbers.Count(rows.Count - most)} more; --json lists all");

    /// <summary>A name that fits into a cell: what is too long ends in "..".</summary>
    public static string Name(string text) => text.Length <= LongestName ? text : text[..(LongestName - 2)] + "..";

    /// <summary>Creates a table; a heading that begins with '>' is that of a column of numbers.</summary>
    public static Table Create(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (string heading in headings)
        {
            bool isNumber = heading.StartsWith('>');
            table.AddColumn(new TableColumn(new Markup($"[grey]{Markup.Escape(heading.TrimStart('>'))}[/]"))
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = true,
                Padding = new Padding(1, 0, 0, 0),
            });
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    /// <summary>Adds a last row that stands out.</summary>
    public static void TotalRow(this Table table, params string[] cells) =>
        table.AddRow([.. cells.Select(cell => new Text(cell, new Style(decoration: Decoration.Bold)))]);

    /// <summary>A line below a table that is not whole; nothing for null.</summary>
    public static void More(this IAnsiConsole console, string? text)
    {
        if (text != null)
        {
            console.MarkupLineInterpolated($"  [grey]{text}[/]");
        }
    }

    /// <summary>A heading above a table.</summary>
    public static void Heading(this IAnsiConsole console, string text, string explanation = "")
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(text)}[/]  [grey]{Markup.Escape(explanation)}[/]".TrimEnd());
    }
}
