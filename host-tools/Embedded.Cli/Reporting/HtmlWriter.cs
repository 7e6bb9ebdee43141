// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Cli.Reporting;

/// <summary>Writes HTML and the SVG inside of it. All text and all attribute values are escaped here; tags and attribute names are the program's own.</summary>
internal sealed class HtmlWriter
{
    private static readonly HashSet<string> s_inline = ["a", "b", "code", "span", "td", "th", "tspan"];

    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();

    /// <summary>A document as a browser wants it, without anything in it.</summary>
    public HtmlWriter() => _html.Append("<!DOCTYPE html>\n");

    /// <summary>Begins an element; it ends when what is returned is disposed of.</summary>
    public Scope Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(tag, attributes).Append('>');
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>An element with nothing but text in it.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Open(tag, attributes))
        {
            Text(text);
        }
    }

    /// <summary>An element of HTML that never has content, such as img and meta.</summary>
    public void Void(string tag, params ReadOnlySpan<(string Name, string Value)> attributes) => Tag(tag, attributes).Append(">\n");

    /// <summary>An element of SVG without content.</summary>
    public void Shape(string tag, params ReadOnlySpan<(string Name, string Value)> attributes) => Tag(tag, attributes).Append("/>");

    /// <summary>Text, escaped.</summary>
    public void Text(string text) => Escape(text);

    /// <summary>The page's style sheet, as it is.</summary>
    /// <exception cref="ArgumentException">It would end the element that it stands in.</exception>
    public void Style(string css)
    {
        if (css.Contains("</", StringComparison.Ordinal))
        {
            throw new ArgumentException("A style sheet must not hold an end tag.", nameof(css));
        }

        using (Open("style"))
        {
            _html.Append('\n').Append(css);
        }
    }

    /// <summary>The document; all elements must be closed.</summary>
    /// <exception cref="InvalidOperationException">An element is open.</exception>
    public override string ToString() =>
        _open.Count == 0 ? _html.ToString() : throw new InvalidOperationException($"The element {_open.Peek()} is open.");

    private StringBuilder Tag(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
        {
            _html.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _html.Append('"');
        }

        return _html;
    }

    private void Escape(string text)
    {
        foreach (Rune rune in text.EnumerateRunes()) // halves of surrogate pairs come as U+FFFD
        {
            _ = rune.Value switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ when Rune.IsControl(rune) && rune.Value != '\n' => _html.Append('\uFFFD'),
                _ => _html.Append(rune.ToString()),
            };
        }
    }

    private void Close()
    {
        string tag = _open.Pop();
        _html.Append("</").Append(tag).Append('>');
        if (!s_inline.Contains(tag))
        {
            _html.Append('\n');
        }
    }

    /// <summary>An element that is open.</summary>
    public readonly struct Scope(HtmlWriter writer) : IDisposable
    {
        /// <summary>Ends the element.</summary>
        public void Dispose() => writer.Close();
    }
}
