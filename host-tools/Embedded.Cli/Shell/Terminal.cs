// SPDX-License-Identifier: MIT
using System.Globalization;
using Spectre.Console;

namespace Embedded.Cli.Shell;

/// <summary>Where a command writes: results to one stream, everything else to the other.</summary>
public sealed class Terminal
{
    // Without a terminal tables may be wide, and a sentence is one line.
    private const int PlainTableWidth = 160;
    private const int PlainLogWidth = 4096;
    private const int NarrowestTable = 40;
    private const string WidthVariable = "COLUMNS";

    private readonly int _tableWidth;

    /// <summary>Over any two writers; tests capture both.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isOutputInteractive">True if a person watches <paramref name="output"/>.</param>
    /// <param name="isErrorInteractive">True if a person watches <paramref name="error"/>.</param>
    /// <param name="tableWidth">Columns of <paramref name="output"/> where nobody watches.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutputInteractive = false, bool isErrorInteractive = false, int tableWidth = PlainTableWidth)
    {
        _tableWidth = Math.Max(NarrowestTable, tableWidth);
        Output = output;
        Error = error;
        IsErrorInteractive = isErrorInteractive;
        IsOutputInteractive = isOutputInteractive;
        Log = CreateConsole(error, isErrorInteractive, PlainLogWidth);
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>True if a person watches standard output.</summary>
    public bool IsOutputInteractive { get; }

    /// <summary>True if a person watches standard error: progress may move.</summary>
    public bool IsErrorInteractive { get; }

    /// <summary>Renders to <see cref="Error"/>.</summary>
    public IAnsiConsole Log { get; }

    /// <summary>The streams of this process. Redirected output is as wide as the environment variable COLUMNS says.</summary>
    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, ColumnsOf(Environment.GetEnvironmentVariable(WidthVariable)));

    /// <summary>The columns that a value of COLUMNS asks for, or those of a wide page.</summary>
    internal static int ColumnsOf(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0 ? Math.Max(NarrowestTable, columns) : PlainTableWidth;

    /// <summary>Draws a result; without a terminal no line ends in blanks.</summary>
    public void Render(Action<IAnsiConsole> draw)
    {
        if (IsOutputInteractive)
        {
            draw(CreateConsole(Output, true, _tableWidth));
            return;
        }

        var text = new StringWriter();
        draw(CreateConsole(text, false, _tableWidth));
        foreach (string line in text.ToString().TrimEnd().Split('\n'))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isInteractive, int plainWidth)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isInteractive)
        {
            console.Profile.Width = plainWidth;
        }

        return console;
    }
}
