// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>What is taken for what, and the rates of each class.</summary>
internal sealed class ConfusionSection : IReportSection
{
    private const int LargestMatrix = 20;
    private const int MostMistakes = 5;
    private const double Faintest = 4; // per cent of the colour in a cell that is not empty

    public string Id => "confusion";

    public string Title => "Which classes";

    public string? Missing(ReportFacts facts) => Hints.Data(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        MeasuredColumn main = facts.Main!;
        ConfusionMatrix confusion = main.Result.Confusion;
        html.Element("p", $"Measured with the {main.Title} network on {Numbers.Count(confusion.Total, "picture")} of {main.Pictures}.");
        if (main.Seen.Count <= LargestMatrix)
        {
            Matrix(html, confusion, main.Seen);
        }

        Mistakes(html, confusion, main.Seen);
        Classes(html, confusion, main.Seen);
    }

    private static void Matrix(HtmlWriter html, ConfusionMatrix confusion, IReadOnlyList<int> labels)
    {
        html.Note("A row is what the pictures are, a column what the network says.");
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table", ("class", "confusion")))
        {
            html.Headings(["", .. labels.Select(label => Tables.Name(confusion.Labels[label]))]);
            using (html.Open("tbody"))
            {
                foreach (int actual in labels)
                {
                    using (html.Open("tr"))
                    {
                        html.Element("th", Tables.Name(confusion.Labels[actual]), ("scope", "row"));
                        foreach (int predicted in labels)
                        {
                            Cell(html, confusion, actual, predicted);
                        }
                    }
                }
            }
        }
    }

    private static void Cell(HtmlWriter html, ConfusionMatrix confusion, int actual, int predicted)
    {
        int count = confusion[actual, predicted];
        double share = (double)count / Math.Max(1, confusion.ActualCount(actual));
        double colour = count == 0 ? 0 : Faintest + (100 - Faintest) * share;
        html.Element(
            "td",
            count == 0 ? "" : Numbers.Count(count),
            ("class", (actual == predicted ? "right" : "wrong") + (colour > 60 ? " full" : "")),
            ("style", string.Create(CultureInfo.InvariantCulture, $"--share:{colour:0}%")),
            ("title", $"{Numbers.Percent(share)} of {confusion.Labels[actual]} taken for {confusion.Labels[predicted]}"));
    }

    private static void Mistakes(HtmlWriter html, ConfusionMatrix confusion, IReadOnlyList<int> labels)
    {
        string[] mistakes =
        [
            .. from actual in labels
               from predicted in labels
               where actual != predicted && confusion[actual, predicted] > 0
               orderby confusion[actual, predicted] descending, actual, predicted
               select $"{Tables.Name(confusion.Labels[actual])} for {Tables.Name(confusion.Labels[predicted])} ({Numbers.Count(confusion[actual, predicted])})",
        ];
        html.Element("p", mistakes.Length == 0 ? "No picture was taken for another class." : $"Most often taken: {string.Join(", ", mistakes.Take(MostMistakes))}.");
    }

    private static void Classes(HtmlWriter html, ConfusionMatrix confusion, IReadOnlyList<int> labels)
    {
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table", ("class", "full")))
        {
            html.Headings("class", ">pictures", "precision", "recall");
            using (html.Open("tbody"))
            {
                foreach (int label in labels)
                {
                    using (html.Open("tr"))
                    {
                        html.Element("td", Tables.Name(confusion.Labels[label]));
                        html.Element("td", Numbers.Count(confusion.ActualCount(label)), ("class", "n"));
                        html.Meter(confusion.Precision(label), Numbers.Percent(confusion.Precision(label)));
                        html.Meter(confusion.Recall(label), Numbers.Percent(confusion.Recall(label)));
                    }
                }
            }
        }

        html.Note("Precision: of the pictures taken for the class, the share that are. Recall: of the pictures of the class, the share that were found.");
    }
}
