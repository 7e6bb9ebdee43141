// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws the demo's result: console lines, the numbers, and what to try next.</summary>
internal static class DemoView
{
    public static void Render(IAnsiConsole console, DemoResult result)
    {
        var folder = new DemoFolder(result.Folder);
        console.Heading("Console of the virtual board", "first the board's own words, then a line a frame");
        console.WriteLine();
        foreach (string line in result.ConsoleLines)
        {
            console.MarkupLine(line.StartsWith('#') ? $"  [grey]{Markup.Escape(line)}[/]" : $"  {Markup.Escape(line)}");
        }

        console.Heading("Result", $"after {Numbers.Duration(result.Elapsed)}");
        console.WriteLine();
        Grid grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(2)).AddColumn();
        Line("float accuracy", $"{Numbers.Percent(result.Float.Confusion.Accuracy)} of {Numbers.Count(result.Float.Confusion.Total, "picture")} that training never saw");
        Line("int8 accuracy", $"{Numbers.Percent(result.Int8.Confusion.Accuracy)} of the same pictures, on the integer engine");
        Line("model", $"{Numbers.Bytes(result.Model.Bytes.Length)}, {folder.Model}");
        Line("arena", $"{Numbers.Bytes(result.Model.Model.ArenaBytes)} for all activations");
        console.Write(grid);
        console.Heading("Next", $"pictures, run, curves and plots are in {result.Folder}");
        console.WriteLine();
        foreach (string line in Next(folder))
        {
            console.WriteLine("  " + line);
        }

        void Line(string name, string value) => grid.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));
    }

    public static object Document(DemoResult result) => new
    {
        folder = result.Folder,
        floatAccuracy = result.Float.Confusion.Accuracy,
        int8Accuracy = result.Int8.Confusion.Accuracy,
        pictures = result.Int8.Confusion.Total,
        modelBytes = result.Model.Bytes.Length,
        arenaBytes = result.Model.Model.ArenaBytes,
        seconds = result.Elapsed.TotalSeconds,
        console = result.ConsoleLines,
    };

    private static IEnumerable<string> Next(DemoFolder folder) =>
    [
        $"embedded inspect {folder.Model}",
        $"embedded eval {folder.Model} {folder.HeldOut}",
        $"embedded simulate {folder.Model} --frames {Path.Combine(folder.HeldOut, "rose")}",
        "embedded train YOUR-PHOTOS --out run",
    ];
}
