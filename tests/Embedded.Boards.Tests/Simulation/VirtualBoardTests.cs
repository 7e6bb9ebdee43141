// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

public class VirtualBoardTests
{
    [Fact]
    public void Smoke()
    {
        var settings = new DecisionSettings { Smoothing = 2, Threshold = 50, LedClass = 1, PrintTrace = true, PrintFrames = false };
        var console = new StringWriter();
        var events = new StringWriter();
        var board = new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(settings), new ListFrames("red red green torn green grey blue blue"), console, events);
        var result = board.Run(TestContext.Current.CancellationToken);
        Assert.Fail(console + "\n" + events + "\n" + string.Join("\n", result.Calls.Select(c => c.Key + " " + c.Value)));
    }
}
