// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws what quantization did, layer by layer.</summary>
internal static class QuantizeView
{
    private const double Noisy = 10; // dB: below this a layer stands out
    private const int WideConsole = 100;

    public static void Render(IAnsiConsole console, string path, EmbFile file, LayerReport[] layers, bool isQuiet)
    {
        if (!isQuiet)
        {
            Layers(console, layers);
        }

        console.MarkupLineInterpolated($"[bold]{path}[/]  {Numbers.Bytes(file.Bytes.Length)}, arena {Numbers.Bytes(file.Model.ArenaBytes)}, CRC-32 {file.Model.Crc:x8}");
    }

    private static void Layers(IAnsiConsole console, LayerReport[] layers)
    {
        bool isWide = console.Profile.Width >= WideConsole;
        string[] wideHeadings = isWide ? [">scale", ">zero point"] : [];
        Table table = Tables.Create(["layer", "observer", ">range", .. wideHeadings, ">signal/noise", ">worst filter"]);
        foreach (LayerReport layer in layers)
        {
            Text[] wideCells = isWide ? [Cell($"{layer.Scale:0.000000}"), Cell($"{layer.ZeroPoint}")] : [];
            table.AddRow([
                new Text(layer.Name),
                new Text(layer.Observer),
                Cell($"{layer.Minimum:0.000} .. {layer.Maximum:0.000}"),
                .. wideCells,
                Cell($"{layer.SignalToNoiseDb:0.0} dB", layer.SignalToNoiseDb < Noisy ? new Style(Color.Yellow) : Style.Plain),
                layer.WorstChannel < 0 ? Text.Empty : Cell($"{layer.WorstChannelDb:0.0} dB #{layer.WorstChannel}")]);
        }

        console.Write(table);
    }

    public static object Document(string path, EmbFile file, LayerReport[] layers) => new
    {
        model = path,
        bytes = file.Bytes.Length,
        arenaBytes = file.Model.ArenaBytes,
        crc32 = $"{file.Model.Crc:x8}",
        layers = layers.Select(layer => new
        {
            layer.Name,
            layer.Kind,
            layer.Observer,
            layer.Minimum,
            layer.Maximum,
            layer.Scale,
            layer.ZeroPoint,
            layer.SignalToNoiseDb,
            worstChannel = layer.WorstChannel < 0 ? (int?)null : layer.WorstChannel,
            worstChannelDb = double.IsFinite(layer.WorstChannelDb) ? layer.WorstChannelDb : (double?)null,
        }),
    };

    private static Text Cell(FormattableString text) => Cell(text, Style.Plain);

    private static Text Cell(FormattableString text, Style style) => new(FormattableString.Invariant(text), style);
}
