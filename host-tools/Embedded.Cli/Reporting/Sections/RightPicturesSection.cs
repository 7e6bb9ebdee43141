// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>What the network recognizes without being especially sure or unsure.</summary>
internal sealed class RightPicturesSection : IReportSection
{
    private const int MostPerClass = 6;
    private const int MostClasses = 12;

    public string Id => "right";

    public string Title => "Typically right";

    public string? Missing(ReportFacts facts) => Hints.Confidence(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        MeasuredColumn main = facts.Main!;
        html.Element("p", "Of each class the right pictures with middling confidence, as the network sees them: cut to a square and made small.");
        foreach (int label in main.Seen.Take(MostClasses))
        {
            int[] typical = PictureChoice.Typical(main.Result.Outcomes, label, MostPerClass);
            html.Element("h3", Tables.Name(main.Result.Confusion.Labels[label]));
            if (typical.Length == 0)
            {
                html.Element("p", "None was recognized.", ("class", "dim"));
                continue;
            }

            using (html.Open("div", ("class", "pictures")))
            {
                foreach (int index in typical)
                {
                    PictureFigure.Write(html, facts, index);
                }
            }
        }

        if (main.Seen.Count > MostClasses)
        {
            html.Note($"And {Numbers.Count(main.Seen.Count - MostClasses, "more class", "more classes")}.");
        }
    }
}
