// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws boards.</summary>
internal static class BoardView
{
    private const int BarWidth = 64;

    public static void List(IAnsiConsole console, IReadOnlyList<BoardDescriptor> boards)
    {
        var table = new FittedTable("board", "", "chip", ">MHz", ">PSRAM", ">flash", "firmware", "console");
        foreach (BoardDescriptor board in boards)
        {
            table.Row(board.Name, board.Title, board.Chip, Numbers.Count(board.ClockMHz), Size(board.PsramBytes), Size(board.FlashBytes), board.FirmwareTarget, ConsoleText(board));
        }

        table.Write(console);
    }

    public static void Show(IAnsiConsole console, BoardDescriptor board, IReadOnlyList<KnownModel> models)
    {
        console.MarkupLineInterpolated($"[bold]{board.Title}[/]  [grey]{board.Name}[/]");
        BoardMemoryPlan plan = BoardMemoryPlan.Of(board);
        Grid grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(2)).AddColumn();
        Line("chip", $"{board.Chip} at {board.ClockMHz} MHz with the stock firmware, {board.MaxClockMHz} at most");
        Line("firmware", board.FirmwareTarget);
        Line("console", ConsoleText(board));
        Line("memory", $"{Numbers.Count(board.RamBytes)} bytes in the chip, {(board.PsramBytes == 0 ? "no PSRAM" : Numbers.Count(board.PsramBytes) + " of PSRAM")}");
        Line("C# heap", $"{(plan.IsBound ? "at most " : "")}{Numbers.Count(plan.HeapBytes)} bytes, an array {Numbers.Count(BoardMemoryPlan.LargestArrayBytes)} at most");
        Line("native code", $"{Numbers.Count(plan.NativeBytes)} bytes{(plan.IsBound ? ", less what the firmware itself takes" : " of PSRAM, and what the firmware leaves of the chip's")}");
        Line("camera", $"{board.Camera.Sensor}, {string.Join(" ", board.Camera.FrameSizes)}");
        Line("", string.Join("  ", CameraDescriptor.PinNames.Select((name, index) => $"{name}={board.Camera.Pins[index].ToString(CultureInfo.InvariantCulture)}")));
        Line("LEDs", board.Leds.Count == 0 ? "none that a model can choose" : string.Join(", ", board.Leds.Select(led => $"{led.Name} on GPIO{led.Pin}, lights when {(led.IsActiveLow ? "low" : "high")}")));
        Line("free pins", string.Join(" ", FreePins(board)));
        console.Write(grid);
        Flash(console, board);
        Models(console, models);

        void Line(string name, string value) => grid.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Text(value));
    }

    public static object Document(BoardDescriptor board, IReadOnlyList<KnownModel> models) => new
    {
        board,
        freePins = FreePins(board),
        memory = BoardMemoryPlan.Of(board),
        board.ApplicationBytes,
        models = models.Select(model => new
        {
            model.Name,
            bytes = model.File.Bytes.Length,
            fits = model.Fit.Verdict,
            engines = model.Fit.Engines.Select(engine => new { engine.Engine, fits = engine.Verdict, estimatedMilliseconds = engine.Milliseconds }),
        }),
    };

    private static IEnumerable<int> FreePins(BoardDescriptor board) => board.OutputPins.Concat(board.InputOnlyPins)
        .Except(board.ReservedPins.Keys).Except(board.Camera.Pins).Except(board.Leds.Select(led => led.Pin)).Order();

    /// <summary>The partitions, each drawn where it lies; the model slots in the one for the application.</summary>
    private static void Flash(IAnsiConsole console, BoardDescriptor board)
    {
        console.Heading("Flash", $"{Size(board.FlashBytes)}, · is not used by this partition");
        Table table = Tables.Create("partition", ">from", ">to", ">bytes", $"0 .. {Size(board.FlashBytes)}");
        foreach (FlashPartition part in board.Flash)
        {
            Row(part.Name, part.Offset, part.End);
            if (part == board.DeployPartition)
            {
                Row("  application", part.Offset, board.ModelSlots[0].Offset);
                for (int index = 0; index < board.ModelSlots.Count; index++)
                {
                    Row($"  model slot {index}", board.ModelSlots[index].Offset, index + 1 < board.ModelSlots.Count ? board.ModelSlots[index + 1].Offset : part.End);
                }
            }
        }

        console.Write(table);

        void Row(string name, int from, int to) => table.Row(name, $"0x{from:X6}", $"0x{to:X6}", Numbers.Count(to - from), Bar(from, to, board.FlashBytes));
    }

    private static string Bar(int from, int to, int all)
    {
        var bar = new char[BarWidth];
        Array.Fill(bar, '·');
        int first = Math.Min((int)((long)from * BarWidth / all), BarWidth - 1);
        int last = Math.Max(first + 1, (int)((long)to * BarWidth / all));
        Array.Fill(bar, '█', first, last - first);
        return new string(bar);
    }

    private static void Models(IAnsiConsole console, IReadOnlyList<KnownModel> models)
    {
        if (models.Count == 0)
        {
            return;
        }

        console.Heading("What fits", "times are estimated, nothing was measured on a board; embedded inspect MODEL --board BOARD gives the reasons");
        Table table = Tables.Create("model", ">bytes", ">arena", "slot 0", "native", ">a frame", "csharp", ">a frame");
        foreach (KnownModel model in models)
        {
            EngineFit native = model.Fit.Engines[0];
            EngineFit managed = model.Fit.Engines[1];
            table.Row(
                model.Name, Numbers.Count(model.File.Bytes.Length), Numbers.Count(model.File.Model.ArenaBytes), FitView.Word(model.Fit.Slots[0].Verdict),
                FitView.Word(native.Verdict), FitView.Time(native.Milliseconds), FitView.Word(managed.Verdict), FitView.Time(managed.Milliseconds));
        }

        console.Write(table);
    }

    private static string ConsoleText(BoardDescriptor board) => board.ConsolePort switch
    {
        ConsolePort.Usb => "the chip's USB",
        ConsolePort.Bridge => FormattableString.Invariant($"USB chip, {board.ConsoleBaud:N0} bits a second"),
        _ => FormattableString.Invariant($"UART, {board.ConsoleBaud:N0} bits a second"),
    };

    private static string Size(int bytes) => bytes == 0 ? "none" : FormattableString.Invariant($"{bytes / 1048576.0:0.##} MB");
}
