// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Boards.Tests.Serving;

namespace Embedded.Boards.Tests.Verification;

/// <summary>Monitor, capture and verify call the same frames torn and the same ones unfinished.</summary>
public sealed class FrameCountTests : IDisposable
{
    private static readonly byte[] s_model = Recording.Model();
    private static readonly string[] s_lines = Recording.Of(s_model, 12);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Count_EveryKindOfFrame_IsTheSameForAll()
    {
        string[] lines = [.. s_lines];
        Damage(lines, "f 2 start");
        Damage(lines, "f 3 36 ");
        Damage(lines, "f 4 end");
        Damage(lines, "t 5 1 "); // its picture is whole
        string[] cut = lines[..Array.FindIndex(lines, line => line.StartsWith("f 9 72 ", StringComparison.Ordinal))];
        string[] late = s_lines[Array.FindIndex(s_lines, line => line.StartsWith("f 7 72 ", StringComparison.Ordinal))..];

        Assert.Equal((6, 1), await Count([.. cut, .. lines])); // a reset, then all again
        Assert.Equal((3, 1), await Count(cut));
        Assert.Equal((0, 1), await Count(late));
        Assert.Equal((0, 0), await Count(s_lines));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Count_DamageAnywhere_IsTheSameForAll(int seed)
    {
        using var sink = new Sink();
        using var faulty = new FaultyConsole(sink, new FaultOptions { Seed = seed, FlippedBytes = 0.00003, TornLines = 0.001 });
        foreach (string line in s_lines)
        {
            faulty.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        }

        (int torn, int _) = await Count(new BytesPort(sink.Bytes));

        Assert.InRange(torn, 1, 11);
    }

    private Task<(int Torn, int Unfinished)> Count(string[] lines) => Count(new BytesPort(lines));

    private async Task<(int Torn, int Unfinished)> Count(IBoardPort port)
    {
        var monitor = new BoardMonitor(port.Name);
        await new BoardListener(port) { OnLine = monitor.Add }.RunAsync(TestContext.Current.CancellationToken);
        monitor.SetConnected(false);
        MonitorState state = monitor.Snapshot();
        var capture = new BoardCapture(port, new CaptureFolder(_folder.Path, "rose"));
        await capture.RunAsync(TestContext.Current.CancellationToken);
        VerifyOutcome verify = Recording.Verify(port, s_model);

        Assert.Equal((state.TornFrames, state.UnfinishedFrames), (capture.Counts.Torn, capture.Counts.Unfinished));
        Assert.Equal((state.TornFrames, state.UnfinishedFrames), (verify.TornFrames, verify.UnfinishedFrames));
        return (state.TornFrames, state.UnfinishedFrames);
    }

    /// <summary>Loses the line that begins so.</summary>
    private static void Damage(string[] lines, string start) => lines[Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal))] = "?";
}
