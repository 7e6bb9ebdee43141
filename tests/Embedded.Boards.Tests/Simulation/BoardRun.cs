// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>One run of the application on a virtual ESP32-CAM: what it printed, what its pins did, what it called.</summary>
internal sealed class BoardRun
{
    private BoardRun(string[] lines, string[] events, VirtualBoardResult result)
    {
        Lines = lines;
        Events = events;
        Result = result;
    }

    public string[] Lines { get; }

    public string[] Events { get; }

    public VirtualBoardResult Result { get; }

    public IEnumerable<string> Kind(char first) => Lines.Where(line => line[0] == first);

    public static BoardRun Of(DecisionSettings settings, string colours) => Of(ColourNetwork.Write(settings), new ListFrames(colours));

    public static BoardRun Of(byte[] model, IFrameSource frames, VirtualBoardOptions? options = null, BoardDescriptor? board = null) =>
        Of(VirtualFlash.WithModel(board ?? BoardDescriptor.Load("esp32-cam"), model), frames, options, board);

    public static BoardRun Of(VirtualFlash flash, IFrameSource frames, VirtualBoardOptions? options = null, BoardDescriptor? board = null)
    {
        var console = new StringWriter { NewLine = "\n" };
        var events = new StringWriter { NewLine = "\n" };
        VirtualBoardResult result = new VirtualBoard(board ?? BoardDescriptor.Load("esp32-cam"), flash, frames, console, events, options).Run(TestContext.Current.CancellationToken);
        var run = new BoardRun(Split(console), Split(events), result);
        var grammar = ConsoleGrammar.Load();
        Assert.All(run.Lines, line => Assert.True(grammar.Matches("line", line) && line.Length <= 80, line));
        Assert.Equal(run.Lines.Length, result.LineCount);
        return run;
    }

    private static string[] Split(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
