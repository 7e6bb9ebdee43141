// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what was imported.</summary>
internal static class ImportView
{
    public static void Render(IAnsiConsole console, string path, TfLiteImported imported, EmbFile file)
    {
        Model model = file.Model;
        string pixels = !imported.IsPicture ? "no picture" : imported.Range == null ? "pixels over the whole int8 range" : $"pixels as {PixelRangeNames.Of(imported.Range)}";
        console.MarkupLineInterpolated($"[bold]{path}[/]  {Numbers.Bytes(file.Bytes.Length)}, arena {Numbers.Bytes(model.ArenaBytes)}, CRC-32 {model.Crc:x8}");
        console.MarkupLineInterpolated($"  input {model.Input.Height}x{model.Input.Width}x{model.Input.Channels}, {pixels}{(imported.IsChannelsFirst ? ", channels last instead of first" : "")}");
        console.MarkupLineInterpolated($"  {Numbers.Count(model.Operators.Length, "operator")}, {Numbers.Count(Parameters(model), "parameter")}, {Numbers.Count(model.Output.Count, "class", "classes")}: {Classes(model)}");
    }

    public static object Document(string path, TfLiteImported imported, EmbFile file) => new
    {
        model = path,
        bytes = file.Bytes.Length,
        arenaBytes = file.Model.ArenaBytes,
        crc32 = $"{file.Model.Crc:x8}",
        operators = file.Model.Operators.Length,
        parameters = Parameters(file.Model),
        labels = file.Model.Labels,
        pixels = imported.Range == null ? null : PixelRangeNames.Of(imported.Range),
        imported.IsChannelsFirst,
    };

    private static long Parameters(Model model) => model.Operators.Sum(op => (long)(op.Weights?.Length ?? 0) + (op.Bias?.Length ?? 0));

    private static string Classes(Model model) =>
        model.Labels.Length == 0 ? "no labels" : LabelMapping.Listed(Array.ConvertAll(model.Labels, Tables.Name));
}
