// SPDX-License-Identifier: MIT
using Embedded.Cli.Reporting.Sections;

namespace Embedded.Cli.Reporting;

/// <summary>The page: one file with everything in it and no script. The same facts give the same bytes.</summary>
internal static class ReportPage
{
    /// <summary>What a browser may load: pictures that stand in the page, and nothing else.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The sections in their order.</summary>
    public static IReadOnlyList<IReportSection> Sections { get; } =
    [
        new SummarySection(), new ComparisonSection(), new ConfusionSection(), new WrongPicturesSection(), new RightPicturesSection(), new ConfidenceSection(),
        new CurvesSection(), new RecipeSection(), new LayersSection(), new MemorySection(), new BoardSection(),
    ];

    /// <summary>The whole page.</summary>
    public static string Of(ReportFacts facts)
    {
        var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            Head(html, facts);
            using (html.Open("body"))
            using (html.Open("main"))
            {
                Body(html, facts);
            }
        }

        return html.ToString();
    }

    private static void Head(HtmlWriter html, ReportFacts facts)
    {
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
            html.Element("title", $"{facts.Name} - training report");
            html.Void("link", ("rel", "icon"), ("href", "data:,"));
            html.Style(StyleSheet());
        }
    }

    private static void Body(HtmlWriter html, ReportFacts facts)
    {
        using (html.Open("header"))
        {
            html.Element("h1", facts.Name);
            html.Element("p", RecipeText.Network(facts.Recipe.Network), ("class", "lead"));
        }

        using (html.Open("nav", ("aria-label", "Sections")))
        {
            foreach (IReportSection section in Sections)
            {
                html.Element("a", section.Title, ("href", $"#{section.Id}"));
            }
        }

        foreach (IReportSection section in Sections)
        {
            using (html.Open("section", ("id", section.Id)))
            {
                html.Element("h2", section.Title);
                if (section.Missing(facts) is string hint)
                {
                    html.Element("p", hint, ("class", "hint"));
                }
                else
                {
                    section.Write(html, facts);
                }
            }
        }

        html.Element("footer", facts.Recipe.Quantization == null
            ? "Made by embedded report. Float is the network as it was trained, int8 what runs on a board, byte for byte."
            : "Made by embedded report. int8 is what was trained and what runs on a board, byte for byte; not rounded are the same weights in floats.");
    }

    private static string StyleSheet()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
