// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Cli.Reporting.Charts;

/// <summary>A small chart as SVG in the page; its colours are the style sheet's. Drawn in order, later on top.</summary>
internal sealed class Chart : IDisposable
{
    private const double Left = 44;
    private const double Right = 10;
    private const double Top = 16;
    private const double Bottom = 34;

    private readonly HtmlWriter _html;
    private readonly HtmlWriter.Scope _svg;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly double _width;
    private readonly double _height;

    /// <summary>Draws grid and axes.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="label">What is to be seen, for people who hear the page.</param>
    /// <param name="x">To the right.</param>
    /// <param name="y">Upwards.</param>
    /// <param name="width">In units in which letters are 11 high.</param>
    /// <param name="height">In the same units.</param>
    public Chart(HtmlWriter html, string label, Axis x, Axis y, double width = 340, double height = 210)
    {
        (_html, _x, _y, _width, _height) = (html, x, y, width, height);
        _svg = html.Open("svg", ("viewBox", $"0 0 {Text(width)} {Text(height)}"), ("role", "img"), ("aria-label", label));
        foreach (double tick in y.Ticks)
        {
            _html.Shape("line", ("class", "grid"), ("x1", Text(Left)), ("x2", Text(width - Right)), ("y1", Y(tick)), ("y2", Y(tick)));
            Write(Axis.Text(tick), Left - 5, Up(tick) + 4, "end");
        }

        foreach (double tick in x.Ticks)
        {
            Write(Axis.Text(tick), Across(tick), height - Bottom + 14, "middle");
        }

        _html.Shape("line", ("class", "axis"), ("x1", Text(Left)), ("x2", Text(width - Right)), ("y1", Text(height - Bottom)), ("y2", Text(height - Bottom)));
        Write(x.Title, (Left + width - Right) / 2, height - 4, "middle");
        Write(y.Title, Left - 5, Top - 6, "start");
    }

    /// <summary>Points joined by lines.</summary>
    /// <param name="kind">Class of the style sheet: one, two or guide.</param>
    /// <param name="points">Values of both axes.</param>
    public void Line(string kind, IEnumerable<(double X, double Y)> points) =>
        _html.Shape("polyline", ("class", kind), ("fill", "none"), ("points", string.Join(' ', points.Select(point => $"{X(point.X)},{Y(point.Y)}"))));

    /// <summary>A box, with words for a pointer that rests on it.</summary>
    public void Box(string kind, double x1, double x2, double y1, double y2, string words)
    {
        double left = Across(x1);
        double top = Up(y2);
        using (_html.Open("rect", ("class", kind), ("x", Text(left)), ("y", Text(top)), ("width", Text(Math.Max(0, Across(x2) - left))), ("height", Text(Math.Max(0, Up(y1) - top)))))
        {
            if (words.Length > 0)
            {
                _html.Element("title", words);
            }
        }
    }

    /// <summary>A ring at a point.</summary>
    public void Mark(double x, double y) => _html.Shape("circle", ("class", "mark"), ("cx", X(x)), ("cy", Y(y)), ("r", "4"));

    /// <summary>Words at a point.</summary>
    /// <param name="text">The words.</param>
    /// <param name="x">Value to the right.</param>
    /// <param name="y">Value upwards.</param>
    /// <param name="anchor">What lies at the point: start, middle or end of the words.</param>
    /// <param name="lift">Distance above the point.</param>
    public void Label(string text, double x, double y, string anchor, double lift) => Write(text, Across(x), Up(y) - lift, anchor, "strong");

    /// <summary>Ends the picture.</summary>
    public void Dispose() => _svg.Dispose();

    private void Write(string text, double x, double y, string anchor, string kind = "tick") =>
        _html.Element("text", text, ("class", kind), ("x", Text(x)), ("y", Text(y)), ("text-anchor", anchor));

    private double Across(double value) => Left + _x.Share(value) * (_width - Left - Right);

    private double Up(double value) => _height - Bottom - _y.Share(value) * (_height - Top - Bottom);

    private string X(double value) => Text(Across(value));

    private string Y(double value) => Text(Up(value));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
