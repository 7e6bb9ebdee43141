// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Lists pictures of which a network says another class than their folder.</summary>
internal static class SuspectView
{
    public static void Render(IAnsiConsole console, SuspectReport report)
    {
        console.WriteLine();
        console.WriteLine(report.Learned);
        if (report.Suspects.Count == 0)
        {
            console.WriteLine($"No suspects: {report.Network} says of {Numbers.Count(report.Pictures, "picture")} what their folders say.", new Style(Color.Green));
            return;
        }

        console.Heading("Suspects", $"{report.Network} says another class of {Numbers.Count(report.Disagreeing)} of {Numbers.Count(report.Pictures, "picture")}; highest loss first");
        Table table = Tables.Create("folder -> network", ">loss", "", "picture");
        (IReadOnlyList<Suspect> shown, string? more) = Tables.Cut(report.Suspects);
        foreach (Suspect suspect in shown)
        {
            table.Row(SuspectText.Claim(suspect), FormattableString.Invariant($"{suspect.Loss:0.00}"), suspect.HeldOut is bool heldOut ? SuspectText.Learned(heldOut) : "", suspect.Path);
        }

        console.Write(table);
        console.More(more);
    }
}
