// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Cli.Reporting.Charts;
using Embedded.Compiler.Analysis;
using Embedded.Inference;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>Which tensor lives when, and where.</summary>
internal sealed class MemorySection : IReportSection
{
    private const double BytesPerKilobyte = 1024;

    public string Id => "memory";

    public string Title => "Memory plan";

    public string? Missing(ReportFacts facts) => Hints.Model(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        ModelInspection inspection = facts.Inspection!;
        ArenaMap arena = inspection.Arena;
        Operator peak = inspection.Model.Operators[arena.PeakOperator];
        html.Element("p", $"All activations share an arena of {Numbers.Bytes(arena.ArenaBytes)}; with a place of their own they would take {Numbers.Bytes(arena.UnsharedBytes)}. Operator {arena.PeakOperator}, {OperatorText.Describe(peak)}, needs most: {Numbers.Bytes(arena.UsedBytes[arena.PeakOperator])}.");
        html.Legend(("input", "input picture"), ("activation", "activation"), ("scratch", "scratch"), ("peak", "the peak"));
        using (html.Open("div", ("class", "wide")))
        {
            Draw(html, inspection, 1000, 340);
        }

        using (html.Open("div", ("class", "narrow")))
        {
            Draw(html, inspection, 340, 260);
        }

        html.Note("Operators run from left to right; a box is a tensor from the operator that writes it to the last one that reads it. Boxes lie over each other where an operator writes over its input.");
        using (html.Open("details"))
        {
            html.Element("summary", "All operators");
            Operators(html, inspection);
        }
    }

    private static void Draw(HtmlWriter html, ModelInspection inspection, double width, double height)
    {
        ArenaMap arena = inspection.Arena;
        double kilobytes = arena.ArenaBytes / BytesPerKilobyte;
        double top = 1.15 * kilobytes;
        using var chart = new Chart(
            html, "Memory plan", new Axis("operator", -0.6, inspection.Model.Operators.Length - 0.4, width > 500 ? 16 : 6), new Axis("KB", 0, top), width, height);
        chart.Box("peak", arena.PeakOperator - 0.5, arena.PeakOperator + 0.5, 0, top, "");
        foreach (ArenaRegion region in arena.Regions)
        {
            chart.Box(
                $"region {region.Kind.ToString().ToLowerInvariant()}",
                region.FirstOperator - 0.46,
                region.LastOperator + 0.46,
                region.Offset / BytesPerKilobyte,
                (region.Offset + (double)region.Bytes) / BytesPerKilobyte,
                $"{Words(inspection, region)}: {Numbers.Count(region.Bytes, "byte")} at {Numbers.Count(region.Offset)}, operators {region.FirstOperator} to {region.LastOperator}");
        }

        chart.Box("outline", arena.PeakOperator - 0.5, arena.PeakOperator + 0.5, 0, top, $"operator {arena.PeakOperator} needs most");
        chart.Label("peak", arena.PeakOperator + 0.7, top, "start", -10);
        chart.Line("guide", [(-0.6, kilobytes), (inspection.Model.Operators.Length - 0.4, kilobytes)]);
        chart.Label($"arena {Numbers.Bytes(arena.ArenaBytes)}", inspection.Model.Operators.Length - 0.4, kilobytes, "end", 4);
    }

    private static string Words(ModelInspection inspection, ArenaRegion region) => region.Kind switch
    {
        ArenaRegionKind.Input => "input picture",
        ArenaRegionKind.Scratch => $"scratch of {OperatorText.Describe(inspection.Model.Operators[region.FirstOperator])}",
        _ => $"output of {OperatorText.Describe(inspection.Model.Operators[region.FirstOperator])}",
    };

    private static void Operators(HtmlWriter html, ModelInspection inspection)
    {
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table"))
        {
            html.Headings(">#", "operator", "output", ">at", ">bytes", ">scratch", ">in use", ">MACs");
            using (html.Open("tbody"))
            {
                foreach ((int index, Operator op) in inspection.Model.Operators.Index())
                {
                    html.Row(
                        index == inspection.Arena.PeakOperator,
                        $">{index}",
                        OperatorText.Describe(op),
                        OperatorText.Shape(op.Output),
                        ">" + Numbers.Count(op.Output.Offset),
                        ">" + Numbers.Count(op.Output.Count),
                        op.ScratchBytes == 0 ? "" : ">" + Numbers.Count(op.ScratchBytes),
                        ">" + Numbers.Count(inspection.Arena.UsedBytes[index]),
                        inspection.Costs[index].MultiplyAccumulates == 0 ? "" : ">" + Numbers.Count(inspection.Costs[index].MultiplyAccumulates));
                }
            }
        }
    }
}
