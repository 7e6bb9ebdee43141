// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says how a model fits a board and about how fast it is there, every number with its basis.</summary>
internal static class FitView
{
    public static void Render(IAnsiConsole console, BoardDescriptor board, ModelFit fit)
    {
        console.Heading($"On {board.Name}", $"{board.Title}; nothing was measured on the board");
        Table table = WithReasons(Tables.Create("engine", "what", ">bytes", "", "where", ">room", "fits", ""));
        foreach (MemoryFigure figure in fit.Slots)
        {
            Row(table, "any", figure);
        }

        foreach (EngineFit engine in fit.Engines)
        {
            foreach (MemoryFigure figure in engine.Memory)
            {
                Row(table, engine.Engine, figure);
            }
        }

        console.Write(table);
        foreach (EngineFit engine in fit.Engines)
        {
            console.Heading($"{engine.Engine}: about {Time(engine.Milliseconds)} a frame, estimated", engine.Title);
            Table steps = WithReasons(Tables.Create("", ">", "", "", ""));
            foreach (TimeFigure figure in engine.Time)
            {
                steps.Row(figure.What, Value(figure.Value), figure.Unit, Word(figure.Basis), figure.Why);
            }

            console.Write(steps);
        }
    }

    public static object Document(BoardDescriptor board, ModelFit fit) => new
    {
        board = board.Name,
        fits = fit.Verdict,
        slots = fit.Slots,
        engines = fit.Engines.Select(engine => new
        {
            engine.Engine,
            fits = engine.Verdict,
            milliseconds = engine.Milliseconds,
            millisecondsBasis = FigureBasis.Estimated,
            engine.Memory,
            engine.Time,
        }),
    };

    /// <summary>yes, no or perhaps.</summary>
    public static string Word(FitVerdict verdict) => verdict switch { FitVerdict.Yes => "yes", FitVerdict.No => "no", _ => "perhaps" };

    /// <summary>Milliseconds below ten seconds, then seconds.</summary>
    public static string Time(double milliseconds) => milliseconds < 10_000 ? FormattableString.Invariant($"{milliseconds:N0} ms") : FormattableString.Invariant($"{milliseconds / 1000:0} s");

    /// <summary>Only the last column, sentences, may take several lines.</summary>
    private static Table WithReasons(Table table)
    {
        table.Columns[^1].NoWrap = false;
        return table;
    }

    private static void Row(Table table, string engine, MemoryFigure figure) => table.Row(
        engine, figure.What, Numbers.Count(figure.Bytes), Word(figure.Basis), figure.Where, Numbers.Count(figure.RoomBytes), Word(figure.Verdict), figure.Why);

    /// <summary>exact, measured or estimated.</summary>
    public static string Word(FigureBasis basis) => basis switch { FigureBasis.Exact => "exact", FigureBasis.Measured => "measured", _ => "estimated" };

    /// <summary>A number of a time's parts.</summary>
    public static string Value(double value) => value >= 1000 || value == Math.Floor(value) ? Numbers.Count((long)value) : FormattableString.Invariant($"{value:0.##}");
}
