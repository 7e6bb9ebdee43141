// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws what quantization did: the layers, what it cost, and the file.</summary>
internal static class QuantizeView
{
    public static void Render(IAnsiConsole console, string path, QuantizedRun run, bool isQuiet)
    {
        if (!isQuiet && run.Report is { } report)
        {
            LayerTable.Render(console, report);
            console.WriteLine(LayerText.Whole(report));
            if (LayerText.Costliest(report, run.Advice) is string costliest)
            {
                console.WriteLine(costliest);
            }

            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[bold]{path}[/]  {Numbers.Bytes(run.File.Bytes.Length)}, arena {Numbers.Bytes(run.File.Model.ArenaBytes)}, CRC-32 {run.File.Model.Crc:x8}");
    }

    public static object Document(string path, QuantizedRun run) => new
    {
        model = path,
        bytes = run.File.Bytes.Length,
        arenaBytes = run.File.Model.ArenaBytes,
        crc32 = $"{run.File.Model.Crc:x8}",
        whole = run.Report is not { } report ? null : LayerDocument.Whole(report, run.Advice),
        layers = run.Report?.Layers.Select(LayerDocument.Of),
    };
}
