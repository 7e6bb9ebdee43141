// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Pipeline;

/// <summary>Suspects as a file for scripts and for --without.</summary>
internal static class SuspectList
{
    /// <summary>Writes one path a line, or with a name that ends in .json one document with all that is known.</summary>
    public static void Save(SuspectReport report, string path)
    {
        string text = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? JsonDocuments.Result(report) + "\n"
            : string.Concat(report.Suspects.Select(suspect => suspect.Path + "\n"));
        AtomicFile.Write(OutputFile.Prepare(path), Encoding.UTF8.GetBytes(text));
    }
}
