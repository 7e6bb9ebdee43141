// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Cli.Reporting;

/// <summary>Parts that several sections are made of.</summary>
internal static class HtmlParts
{
    /// <summary>A number that stands out, what it is, and where it comes from.</summary>
    public static void Tile(this HtmlWriter html, string value, string what, string source)
    {
        using (html.Open("div", ("class", "tile")))
        {
            html.Element("b", value);
            html.Element("span", what);
            html.Element("span", source, ("class", "dim"));
        }
    }

    /// <summary>What the colours of a chart mean.</summary>
    public static void Legend(this HtmlWriter html, params ReadOnlySpan<(string Kind, string Text)> entries)
    {
        using (html.Open("div", ("class", "legend")))
        {
            foreach ((string kind, string text) in entries)
            {
                using (html.Open("span"))
                {
                    html.Element("i", "", ("class", kind));
                    html.Text(text);
                }
            }
        }
    }

    /// <summary>A table's headings; one that begins with '>' is that of a column of numbers.</summary>
    public static void Headings(this HtmlWriter html, params ReadOnlySpan<string> headings)
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            foreach (string heading in headings)
            {
                html.Element("th", heading.TrimStart('>'), ("class", heading.StartsWith('>') ? "n" : "t"), ("scope", "col"));
            }
        }
    }

    /// <summary>A table's row; a cell that begins with '>' is a number.</summary>
    public static void Row(this HtmlWriter html, bool isStrong, params ReadOnlySpan<string> cells)
    {
        using (html.Open("tr", ("class", isStrong ? "strong" : "plain")))
        {
            foreach (string cell in cells)
            {
                bool isNumber = cell.StartsWith('>');
                html.Element("td", isNumber ? cell[1..] : cell, ("class", isNumber ? "n" : "t"));
            }
        }
    }

    /// <summary>A cell with a bar and its number.</summary>
    public static void Meter(this HtmlWriter html, double share, string text, bool isMost = false)
    {
        using (html.Open("td"))
        using (html.Open("div", ("class", isMost ? "meter most" : "meter")))
        {
            using (html.Open("div", ("class", "track")))
            {
                html.Element("div", "", ("class", "fill"), ("style", string.Create(CultureInfo.InvariantCulture, $"width:{100 * Math.Clamp(share, 0, 1):0.#}%")));
            }

            html.Element("span", text);
        }
    }

    /// <summary>A paragraph below a table or a chart.</summary>
    public static void Note(this HtmlWriter html, string text) => html.Element("p", text, ("class", "note"));
}
