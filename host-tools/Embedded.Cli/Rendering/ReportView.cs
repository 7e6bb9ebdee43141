// SPDX-License-Identifier: MIT
using Embedded.Cli.Reporting;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what is in a report, and what is missing.</summary>
internal static class ReportView
{
    public static void Render(IAnsiConsole console, string path, int bytes, ReportFacts facts, bool isQuiet)
    {
        console.MarkupLineInterpolated($"[bold]{path}[/]  {Numbers.Bytes(bytes)}");
        foreach (MeasuredColumn column in facts.Columns)
        {
            console.MarkupLineInterpolated($"  {column.Title}: {Numbers.Percent(column.Result.Confusion.Accuracy)} of {Numbers.Count(column.Result.Confusion.Total, "picture")} in {column.Pictures}");
        }

        foreach (IGrouping<string, string> missing in (isQuiet ? [] : Missing(facts)).GroupBy(section => section.Hint, section => section.Title))
        {
            console.MarkupLineInterpolated($"  [grey]without {string.Join(", ", missing)}: {missing.Key}[/]");
        }
    }

    public static object Document(string path, int bytes, ReportFacts facts) => new
    {
        report = path,
        bytes,
        measured = facts.Columns.Select(column => new { title = column.Title, pictures = column.Result.Confusion.Total, accuracy = column.Result.Confusion.Accuracy }),
        sections = ReportPage.Sections.Select(section => new { id = section.Id, missing = section.Missing(facts) }),
    };

    private static IEnumerable<(string Title, string Hint)> Missing(ReportFacts facts) =>
        from section in ReportPage.Sections
        let hint = section.Missing(facts)
        where hint != null
        select (section.Title, hint);
}
