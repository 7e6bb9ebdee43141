// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Plots;

/// <summary>The contact sheets of a check: suspects, and pairs of pictures that look alike.</summary>
internal static class DatasetSheets
{
    /// <summary>Draws suspects to <paramref name="path"/>, pairs to the same name with -pairs before its ending, with further pages as needed.</summary>
    /// <returns>The files; none if there is nothing to draw.</returns>
    public static IReadOnlyList<string> Save(DatasetReport report, SuspectReport? suspects, string path, Session session)
    {
        var files = new List<string>();
        if (suspects is { Suspects.Count: > 0 })
        {
            files.AddRange(ContactSheet.Save($"{report.Directory}: suspects of {suspects.Network}", [.. suspects.Suspects.Select(CellOf)], path, session));
        }

        if (report.NearDuplicates.Count > 0)
        {
            string pairs = Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-pairs{Path.GetExtension(path)}");
            files.AddRange(ContactSheet.Save($"{report.Directory}: pictures that look alike", [.. report.NearDuplicates.Select(pair => CellOf(report, pair))], pairs, session));
        }

        return files;
    }

    private static ContactCell CellOf(Suspect suspect) => ContactCell.OfFiles(
        [suspect.FullPath],
        [Path.GetFileName(suspect.FullPath), SuspectText.Claim(suspect), $"{FormattableString.Invariant($"loss {suspect.Loss:0.0}")}{(suspect.HeldOut is bool heldOut ? ", " + SuspectText.Learned(heldOut) : "")}"]);

    private static ContactCell CellOf(DatasetReport report, NearDuplicate pair) => ContactCell.OfFiles(
        [Path.Combine(report.Directory, pair.First), Path.Combine(report.Directory, pair.Second)],
        [pair.First, pair.Second, NearDuplicateText.Of(pair)]);
}
