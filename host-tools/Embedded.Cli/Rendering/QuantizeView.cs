// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws what quantization did: the layers, what it cost, and the file.</summary>
internal static class QuantizeView
{
    public static void Render(IAnsiConsole console, string path, EmbFile file, NetworkReport? report, bool isQuiet)
    {
        if (!isQuiet && report is not null)
        {
            LayerTable.Render(console, report);
            console.WriteLine(LayerText.Whole(report));
            if (LayerText.Costliest(report) is string costliest)
            {
                console.WriteLine(costliest);
            }

            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[bold]{path}[/]  {Numbers.Bytes(file.Bytes.Length)}, arena {Numbers.Bytes(file.Model.ArenaBytes)}, CRC-32 {file.Model.Crc:x8}");
    }

    public static object Document(string path, EmbFile file, NetworkReport? report) => new
    {
        model = path,
        bytes = file.Bytes.Length,
        arenaBytes = file.Model.ArenaBytes,
        crc32 = $"{file.Model.Crc:x8}",
        whole = report is null ? null : LayerDocument.Whole(report),
        layers = report?.Layers.Select(LayerDocument.Of),
    };
}
