// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Data;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws what was found in a data set.</summary>
internal static class DatasetView
{
    private const int ListedFiles = 20;
    private const int ListedDuplicates = 10;
    private const int BarWidth = 20;

    public static void Render(IAnsiConsole console, DatasetReport report)
    {
        int total = report.Parts.Sum(part => part.Classes.Sum(count => count.Pictures));
        console.MarkupLineInterpolated(
            $"[bold]{report.Directory}[/]  {Numbers.Count(total, "readable picture")} in {Numbers.Count(report.Labels.Count, "class", "classes")}, {Size(report.Smallest)} to {Size(report.Largest)} pixels");
        Classes(console, report);
        Files(console, "Cannot be read", report.Parts.SelectMany(part => part.Unreadable.Select(file => Inside(report, part, file))));
        Files(console, "Not used", report.Parts.SelectMany(part => part.Ignored.Select(file => Inside(report, part, file))));
        Duplicates(console, report.Duplicates);
        NearDuplicates(console, report.NearDuplicates);
        foreach (string warning in report.Warnings)
        {
            console.WriteLine(warning, new Style(Color.Yellow));
        }

        if (report.Warnings.Count == 0 && report.Parts.All(part => part.Unreadable.Count == 0))
        {
            console.WriteLine("Nothing stands in the way of training.", new Style(Color.Green));
        }
    }

    public static object Document(DatasetReport report, SuspectReport? suspects, IReadOnlyList<string> sheets) => new
    {
        report.Directory,
        report.Labels,
        report.Parts,
        report.Smallest,
        report.Largest,
        report.Duplicates,
        report.NearDuplicates,
        report.Warnings,
        Suspects = suspects,
        Sheets = sheets,
    };

    private static void Classes(IAnsiConsole console, DatasetReport report)
    {
        Table table = Tables.Create(["class", .. report.Parts.Select(part => ">" + (report.Parts.Count == 1 ? "pictures" : part.Name)), ""]);
        int most = Math.Max(1, report.Parts[0].Classes.Max(count => count.Pictures));
        for (int label = 0; label < report.Labels.Count; label++)
        {
            table.Row([
                report.Labels[label],
                .. report.Parts.Select(part => Numbers.Count(part.Classes[label].Pictures)),
                Bars.Of((double)report.Parts[0].Classes[label].Pictures / most, BarWidth)]);
        }

        table.TotalRow(["largest : smallest", .. report.Parts.Select(part => part.Imbalance is double ratio ? FormattableString.Invariant($"{ratio:0.0}") : "-"), ""]);

        console.Write(table);
    }

    private static void Files(IAnsiConsole console, string heading, IEnumerable<SkippedFile> files)
    {
        SkippedFile[] all = [.. files];
        if (all.Length == 0)
        {
            return;
        }

        console.Heading(heading, Numbers.Count(all.Length, "file"));
        (IReadOnlyList<SkippedFile> shown, string? more) = Tables.Cut(all, ListedFiles);
        foreach (SkippedFile file in shown)
        {
            console.WriteLine($"  {file.Path}: {file.Reason}");
        }

        console.More(more);
        console.WriteLine();
    }

    private static void Duplicates(IAnsiConsole console, IReadOnlyList<DuplicateGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        console.Heading("The same picture twice", Numbers.Count(groups.Count, "picture"));
        (IReadOnlyList<DuplicateGroup> shown, string? more) = Tables.Cut(groups, ListedDuplicates);
        foreach (DuplicateGroup group in shown)
        {
            console.WriteLine("  " + string.Join(" = ", group.Paths));
        }

        console.More(more);
        console.WriteLine();
    }

    private static void NearDuplicates(IAnsiConsole console, IReadOnlyList<NearDuplicate> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        console.Heading("Pictures that look alike", Numbers.Count(pairs.Count, "pair"));
        (IReadOnlyList<NearDuplicate> shown, string? more) = Tables.Cut(pairs, ListedDuplicates);
        foreach (NearDuplicate pair in shown)
        {
            console.WriteLine($"  {pair.First} ~ {pair.Second} ({NearDuplicateText.Of(pair)})");
        }

        console.More(more);
        console.WriteLine();
    }

    private static SkippedFile Inside(DatasetReport report, DatasetPart part, SkippedFile file) =>
        report.Parts.Count == 1 ? file : file with { Path = $"{part.Name}/{file.Path}" };

    private static string Size(PictureSize size) => $"{size.Width}x{size.Height}";
}
