// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Quantization;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>A layer report as a table: the layers in their order, the ones that cost most standing out.</summary>
internal static class LayerTable
{
    private const double Noisy = 10; // dB: below this a layer stands out
    private const double WideSpread = 100;
    private const int CostlyRows = 3;
    private const int WideConsole = 100;
    private const int WidestConsole = 120;

    private static readonly Style Marked = new(Color.Yellow);

    public static void Render(IAnsiConsole console, NetworkReport report)
    {
        int width = console.Profile.Width;
        string[] wide = width >= WideConsole ? ["observer"] : [];
        string[] wideChannels = width >= WideConsole ? [">clamped"] : [];
        string[] widest = width >= WidestConsole ? [">worst filter"] : [];
        Table table = Tables.Create(["layer", .. wide, ">range", ">clipped", ">dead", .. wideChannels, ">spread", ">S/N", .. widest, ">cost alone"]);
        LayerReport[] costly = [.. ByCost(report).Take(CostlyRows)];
        LayerReport[] shown = [.. report.Layers.Where(layer => layer.CostAlone != null)];
        if (shown.Length > Tables.MostRows)
        {
            HashSet<LayerReport> most = [.. ByCost(report).Take(Tables.MostRows)];
            shown = [.. shown.Where(most.Contains)];
        }

        foreach (LayerReport layer in shown)
        {
            Style style = costly.Contains(layer) ? Marked : Style.Plain;
            Text[] observer = wide.Length > 0 ? [new Text(layer.Observer)] : [];
            Text[] clamped = wide.Length > 0 ? [Count(layer.Channels.SaturatedTop.Length + layer.Channels.SaturatedBottom.Length, Style.Plain)] : [];
            Text[] filter = widest.Length == 0 ? [] : layer.WorstChannel < 0 ? [Text.Empty] : [Cell($"{layer.WorstChannelDb:0} dB #{layer.WorstChannel}", Style.Plain)];
            table.AddRow([
                new Text(Tables.Name(layer.Name), style),
                .. observer,
                new Text($"{Short(layer.Minimum)} .. {Short(layer.Maximum)}"),
                layer.ClippedShare == 0 ? Text.Empty : Cell($"{100 * layer.ClippedShare:0.00} %", Style.Plain),
                Count(layer.Channels.Dead.Length, Marked),
                .. clamped,
                Spread(layer.Channels.Spread),
                Cell($"{layer.SignalToNoiseDb:0.0} dB", layer.SignalToNoiseDb < Noisy ? Marked : Style.Plain),
                .. filter,
                Cell($"{LayerText.Cost(layer.CostAlone!.KlDivergence)}", ReferenceEquals(layer, report.Costliest) ? new Style(Color.Yellow, decoration: Decoration.Bold) : style)]);
        }

        console.Write(table);
        int left = report.Layers.Count(layer => layer.CostAlone != null) - shown.Length;
        console.More(left == 0 ? null : $"and {Numbers.Count(left)} that cost less; --json lists all");
    }

    private static IEnumerable<LayerReport> ByCost(NetworkReport report) =>
        report.Layers.Where(layer => layer.CostAlone is { KlDivergence: > 0 }).OrderByDescending(layer => layer.CostAlone!.KlDivergence);

    /// <summary>Three digits or so: 0.12, 12.3, 123.</summary>
    private static string Short(double value) =>
        value.ToString(Math.Abs(value) < 9.995 ? "0.00" : Math.Abs(value) < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static Text Spread(double spread) =>
        spread == 0 ? Text.Empty : spread < 10 ? Cell($"{spread:0.0}x", Style.Plain) : Cell($"{Math.Min(spread, 99_999):0}x", spread >= WideSpread ? Marked : Style.Plain);

    private static Text Count(int count, Style style) => count == 0 ? Text.Empty : Cell($"{count}", style);

    private static Text Cell(FormattableString text, Style style) => new(FormattableString.Invariant(text), style);
}
