// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Tests;

public class FittedTableTests
{
    [Fact]
    public void Write_EnoughRoom_IsATable()
    {
        string[] lines = Written(60);

        Assert.Equal("  run     network         parameters  start", lines[1]);
        Assert.Equal(["  first   mobilenet 0.25         900  scratch", "  second  mobilenet 0.5      211,621  tuned from first"], lines[3..5]);
        Assert.Equal("                                      taught by x", lines[5]);
    }

    [Fact]
    public void Write_TooNarrow_StacksColumnsThatStandBelowEachOther()
    {
        Assert.Equal(
            [
                "  first",
                "    network mobilenet 0.25",
                "    parameters     900",
                "    start scratch",
                "  second",
                "    network mobilenet 0.5",
                "    parameters 211,621",
                "    start tuned from first, taught by x",
            ],
            Written(41));
        Assert.Equal(
            ["  first", "    network mobilenet 0.25   parameters     900", "    start scratch"],
            Written(48)[..3]);
    }

    [Fact]
    public void Write_MarkupInACell_IsText()
    {
        var table = new FittedTable("run", "[red]", "");
        table.Row("[a]", "[b]", "c");

        Assert.Equal(["  [a]", "    [red] [b]", "    c"], Lines(table, 14));
    }

    [Theory]
    [InlineData(null, 160)]
    [InlineData("", 160)]
    [InlineData("wide", 160)]
    [InlineData("-5", 160)]
    [InlineData("0", 160)]
    [InlineData("80", 80)]
    [InlineData("5", 40)]
    public void ColumnsOf_Variable_IsTheWidthOrThatOfAWidePage(string? value, int columns) => Assert.Equal(columns, Shell.Terminal.ColumnsOf(value));

    private static string[] Written(int width)
    {
        var table = new FittedTable("run", "network", ">parameters", "start");
        table.Row("first", "mobilenet 0.25", "900", "scratch");
        table.Row("second", "mobilenet 0.5", "211,621", "tuned from first\ntaught by x");
        return Lines(table, width);
    }

    private static string[] Lines(FittedTable table, int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        Spectre.Console.IAnsiConsole console = Spectre.Console.AnsiConsole.Create(new Spectre.Console.AnsiConsoleSettings
        {
            Ansi = Spectre.Console.AnsiSupport.No,
            ColorSystem = Spectre.Console.ColorSystemSupport.NoColors,
            Out = new Spectre.Console.AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        table.Write(console);
        return [.. output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
