// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>The pictures that the network is surest about and wrong.</summary>
internal sealed class WrongPicturesSection : IReportSection
{
    private const int Most = 24;

    public string Id => "wrong";

    public string Title => "Surely wrong";

    public string? Missing(ReportFacts facts) => Hints.Confidence(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        int[] wrong = PictureChoice.Wrong(facts.Main!.Result.Outcomes, Most);
        int all = facts.Main.Result.Confusion.Total - facts.Main.Result.Confusion.Correct;
        if (wrong.Length == 0)
        {
            html.Element("p", "The network was right about every picture.");
            return;
        }

        html.Element("p", $"{(wrong.Length == all ? $"All {Numbers.Count(all, "wrong picture")}" : $"{wrong.Length} of {Numbers.Count(all, "wrong picture")}")}, the surest first: what it is, what the {facts.Main.Title} network says, and its file. Look for wrong labels among them.");
        using (html.Open("div", ("class", "pictures")))
        {
            foreach (int index in wrong)
            {
                PictureFigure.Write(html, facts, index);
            }
        }
    }
}
