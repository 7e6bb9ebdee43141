// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what was exported.</summary>
internal static class ExportView
{
    public static void Render(IAnsiConsole console, string format, IReadOnlyList<string> written, string? symbol)
    {
        if (format is not ("csharp-resource" or "first-light"))
        {
            console.MarkupLineInterpolated($"{written[0]}  {Size(written)}{(symbol == null ? "" : $", array {symbol}")}");
            return;
        }

        string source = written[0];
        string[][] projects = [.. written.GroupBy(Path.GetDirectoryName).Skip(1).Select(project => project.ToArray())];
        console.MarkupLineInterpolated($"{source}  {Size([source])}, class {symbol}");
        foreach (string[] project in projects)
        {
            console.MarkupLineInterpolated($"{Path.GetDirectoryName(project[0])}  {Size(project)}, {Numbers.Count(project.Length, "file")}");
        }
    }

    private static string Size(IReadOnlyList<string> files) => Numbers.Bytes(files.Sum(file => new FileInfo(file).Length));
}
