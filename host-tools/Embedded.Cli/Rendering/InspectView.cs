// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Analysis;
using Embedded.Inference;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws a <see cref="ModelInspection"/>.</summary>
internal static class InspectView
{
    private const int WidestBar = 40;
    private const int NarrowestBar = 10;
    private const int WidthBesideBar = 70;

    public static void Render(IAnsiConsole console, string path, ModelInspection inspection, BoardDescriptor board)
    {
        Summary(console, path, inspection, board);
        Layers(console, inspection);
        Blocks(console, inspection);
        Arena(console, inspection);
        Sections(console, inspection);
    }

    private static void Summary(IAnsiConsole console, string path, ModelInspection inspection, BoardDescriptor board)
    {
        Model model = inspection.Model;
        console.MarkupLine($"[bold]{Markup.Escape(Path.GetFileName(path))}[/]");
        Grid grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(2)).AddColumn();
        Line("file", $"{Numbers.Bytes(inspection.FileBytes)}, CRC-32 {model.Crc:x8}");
        Line("input", $"{OperatorText.Shape(model.Input)}, {(model.InputSpec == null ? "no picture" : model.InputSpec.Channels == 1 ? "grey" : "colour")}");
        if (model.InputSpec != null)
        {
            Line("pixels", PixelText.Of(model));
        }

        Line("classes", model.Labels.Length == 0 ? $"{model.Output.Count}, without names" : $"{model.Labels.Length}: {Names(model.Labels)}");
        Line("parameters", Numbers.Count(inspection.Parameters));
        Line("MACs", $"{Numbers.Count(inspection.MultiplyAccumulates)} multiply-accumulates a picture");
        Line("arena", $"{Numbers.Bytes(inspection.Arena.ArenaBytes)} for all activations ({Numbers.Bytes(inspection.Arena.UnsharedBytes)} if none shared a place)");
        Line(board.Name, FormattableString.Invariant($"about {NativeInstructions.Milliseconds(model, board.ClockMHz):0} ms of computing a picture at {board.ClockMHz} MHz with the native engine, {NativeInstructions.Of(model) / 1e6:0.0} million instructions (estimated, not measured on a chip)"));
        Line("decision", $"threshold {model.Decision.Threshold} %, smoothing over {Numbers.Count(model.Decision.Smoothing, "frame")}");
        foreach (KeyValuePair<string, string> note in inspection.Notes)
        {
            Line(note.Key, note.Value);
        }

        console.Write(grid);

        void Line(string name, string value) => grid.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Text(value));
    }

    private static string Names(string[] labels) =>
        LabelMapping.Listed(Array.ConvertAll(labels, Tables.Name));

    private static void Layers(IAnsiConsole console, ModelInspection inspection)
    {
        console.Heading("Layers", "instructions of the native engine on an Xtensa are estimated");
        Table table = Tables.Create(">#", "operator", "output", ">weights", ">biases", ">MACs", ">share", ">instructions");
        for (int index = 0; index < inspection.Costs.Count; index++)
        {
            Operator op = inspection.Model.Operators[index];
            OperatorCost cost = inspection.Costs[index];
            table.Row(
                Numbers.Count(index),
                OperatorText.Describe(op) + Sources(inspection, index),
                OperatorText.Shape(op.Output),
                cost.Weights == 0 ? "" : Numbers.Count(cost.Weights),
                cost.Biases == 0 ? "" : Numbers.Count(cost.Biases),
                cost.MultiplyAccumulates == 0 ? "" : Numbers.Count(cost.MultiplyAccumulates),
                cost.MultiplyAccumulates == 0 ? "" : Numbers.Percent((double)cost.MultiplyAccumulates / inspection.MultiplyAccumulates),
                Numbers.Count(NativeInstructions.Of(op)));
        }

        table.TotalRow(
            "",
            "total",
            "",
            Numbers.Count(inspection.Costs.Sum(cost => (long)cost.Weights)),
            Numbers.Count(inspection.Costs.Sum(cost => (long)cost.Biases)),
            Numbers.Count(inspection.MultiplyAccumulates),
            "",
            Numbers.Count(NativeInstructions.Of(inspection.Model)));
        console.Write(table);
    }

    /// <summary>Where an operator reads, unless it is what the row above wrote.</summary>
    private static string Sources(ModelInspection inspection, int index)
    {
        int[] sources = inspection.ReadsFrom(index);
        return sources is [var only] && only == index - 1 ? "" : " of " + string.Join(" and ", sources.Select(source => source < 0 ? "input" : Numbers.Count(source)));
    }

    private static void Blocks(IAnsiConsole console, ModelInspection inspection)
    {
        if (inspection.Blocks.Count == 0)
        {
            return;
        }

        console.Heading("Depthwise separable blocks", "beside the standard convolutions they replace");
        Table table = Tables.Create(">#", ">channels", ">weights", ">standard", ">less", ">MACs", ">standard", ">less");
        foreach (SeparableBlock block in inspection.Blocks)
        {
            table.Row(
                $"{block.DepthwiseIndex}+{block.DepthwiseIndex + 1}",
                $"{block.InputChannels}→{block.OutputChannels}",
                $"{Numbers.Count(block.DepthwiseWeights)}+{Numbers.Count(block.PointwiseWeights)}",
                Numbers.Count(block.StandardWeights),
                Numbers.Times((double)block.StandardWeights / block.Weights),
                Numbers.Count(block.MultiplyAccumulates),
                Numbers.Count(block.StandardMultiplyAccumulates),
                Numbers.Times((double)block.StandardMultiplyAccumulates / block.MultiplyAccumulates));
        }

        long weights = inspection.Blocks.Sum(block => (long)block.Weights);
        long standardWeights = inspection.Blocks.Sum(block => block.StandardWeights);
        long macs = inspection.Blocks.Sum(block => block.MultiplyAccumulates);
        long standardMacs = inspection.Blocks.Sum(block => block.StandardMultiplyAccumulates);
        table.TotalRow(
            "", "total", Numbers.Count(weights), Numbers.Count(standardWeights), Numbers.Times((double)standardWeights / weights),
            Numbers.Count(macs), Numbers.Count(standardMacs), Numbers.Times((double)standardMacs / macs));
        console.Write(table);
    }

    private static void Arena(IAnsiConsole console, ModelInspection inspection)
    {
        console.Heading("Arena", ArenaBars.Legend);
        int barWidth = Math.Clamp(console.Profile.Width - WidthBesideBar, NarrowestBar, WidestBar);
        Table table = Tables.Create(">#", "operator", ">at", ">bytes", ">scratch", ">in use", Numbers.Bytes(inspection.Arena.ArenaBytes));
        for (int index = 0; index < inspection.Model.Operators.Length; index++)
        {
            Operator op = inspection.Model.Operators[index];
            table.Row(
                Numbers.Count(index),
                OperatorText.Describe(op) + (op.InPlaceMode == EmbFormat.NotInPlace ? "" : ", in place"),
                Numbers.Count(op.Output.Offset),
                Numbers.Count(op.Output.Count),
                op.ScratchBytes == 0 ? "" : Numbers.Count(op.ScratchBytes),
                Numbers.Count(inspection.Arena.UsedBytes[index]),
                ArenaBars.Of(inspection.Arena, index, barWidth));
        }

        console.Write(table);
    }

    private static void Sections(IAnsiConsole console, ModelInspection inspection)
    {
        console.Heading("File");
        Table table = Tables.Create(">position", "section", ">bytes", "holds");
        foreach (FileSection section in inspection.Sections)
        {
            table.Row(Numbers.Count(section.Position), section.Name, Numbers.Count(section.Bytes), section.Holds);
        }

        console.Write(table);
    }
}
