// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Reporting.Sections;

/// <summary>How the network was trained, in words and setting by setting.</summary>
internal sealed class RecipeSection : IReportSection
{
    public string Id => "recipe";

    public string Title => "Recipe";

    public string? Missing(ReportFacts facts) => null;

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        using (html.Open("dl"))
        {
            foreach ((string subject, string sentence) in RecipeText.Of(facts.Recipe, facts.Metrics))
            {
                html.Element("dt", subject);
                html.Element("dd", sentence);
            }
        }

        using (html.Open("details"))
        {
            html.Element("summary", "All settings");
            using (html.Open("div", ("class", "scroll")))
            using (html.Open("table"))
            using (html.Open("tbody"))
            {
                foreach ((string name, string value) in facts.Settings)
                {
                    html.Row(isStrong: false, name, value);
                }
            }
        }
    }
}
