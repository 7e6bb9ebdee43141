// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>The one look of all tables: no frame, a line under the headings, numbers to the right.</summary>
internal static class Tables
{
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

    /// <summary>A heading above a table.</summary>
    public static void Heading(this IAnsiConsole console, string text, string explanation = "")
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(text)}[/]  [grey]{Markup.Escape(explanation)}[/]".TrimEnd());
    }
}
