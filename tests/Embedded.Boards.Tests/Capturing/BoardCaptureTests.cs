// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Boards.Tests.Serving;
using Embedded.Boards.Tests.Verification;
using Embedded.Data;
using Embedded.Report;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Capturing;

public sealed class BoardCaptureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_Recording_CountsWhatBecameOfEveryFrame()
    {
        string[] torn = Lines(5, 150);
        string[] lines = [.. Lines(0, 50), .. Lines(1, 50), .. Lines(2, 51), .. Lines(3, 3), .. Lines(4, 100), .. torn[..3], .. torn[4..], .. Lines(6, 200)];

        (BoardCapture capture, string? problem) = await Run(new BytesPort(lines));

        Assert.Null(problem);
        Assert.Equal(new CaptureCounts { Saved = 3, Same = 1, Similar = 1, Black = 1, Torn = 1 }, capture.Counts);
        Assert.Equal(
            [50, 100, 200],
            Directory.EnumerateFiles(Path.Combine(_folder.Path, "rose")).Order(StringComparer.Ordinal).Select(path => (int)PictureFile.Load(path).Rgb[0]));
    }

    [Fact]
    public async Task Run_Count_StopsThere()
    {
        (BoardCapture capture, _) = await Run(new BytesPort([.. Lines(0, 50), .. Lines(1, 100), .. Lines(2, 150)]), count: 2);

        Assert.Equal(2, capture.Counts.Saved);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_DamagedConsole_SavesOnlyWhatTheBoardSent(int seed)
    {
        string[] lines = Recording.Of(Recording.Model(channels: 3), 12);
        HashSet<string> sent = [.. Recording.Collect(lines).Select(frame => Convert.ToHexString(PictureFrames.From(frame.Frame!).Rgb))];
        using var sink = new Sink();
        using var faulty = new FaultyConsole(sink, new FaultOptions { Seed = seed, FlippedBytes = 0.00001, TornLines = 0.0003 });
        foreach (string line in lines)
        {
            faulty.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        }

        (BoardCapture capture, _) = await Run(new BytesPort(sink.Bytes));

        Assert.InRange(capture.Counts.Saved, 1, 11);
        Assert.Equal(12, capture.Counts.Saved + capture.Counts.Torn);
        Assert.All(Directory.EnumerateFiles(Path.Combine(_folder.Path, "rose")), path => Assert.Contains(Convert.ToHexString(PictureFile.Load(path).Rgb), sent));
    }

    [Fact]
    public async Task Run_BoardWithoutFrames_NamesTheSetting()
    {
        (_, string? problem) = await Run(new BytesPort(Recording.Of(Recording.Model(frames: false), 3)));

        Assert.Contains("embedded set model.emb print-frames=on`", problem);
    }

    [Fact]
    public async Task Run_NothingButDarkness_SaysSo()
    {
        (_, string? problem) = await Run(new BytesPort([.. Lines(0, 3), .. Lines(1, 2)]));

        Assert.Contains("2 black", problem);
    }

    [Fact]
    public async Task Run_BoardWhoseEveryFrameIsTorn_StopsWithTheRemedy()
    {
        string[] lines = [.. Enumerable.Range(1, FrameStream.TornFrames).SelectMany(number => Torn(number))];

        (BoardCapture recording, string? recorded) = await Run(new BytesPort(lines));
        (BoardCapture board, string? problem) = await Run(Live(lines));

        Assert.Equal($"None of the 10 frames in console.log is intact; record again with a shorter cable, a better ground wire or another adapter.", recorded);
        Assert.Equal("None of the last 10 frames that console.log sent arrived intact; use a shorter cable, a better ground wire or another adapter.", problem);
        Assert.Equal((10, 10), (recording.Counts.Torn, board.Counts.Torn));
    }

    [Fact]
    public async Task Run_BoardWithAnIntactFrameNowAndThen_GoesOn()
    {
        string[] lines = [.. Enumerable.Range(1, 18).SelectMany(number => number % 9 == 0 ? Lines(number, (byte)(10 * number)) : Torn(number))];

        (BoardCapture capture, string? problem) = await Run(Live(lines), count: 2);

        Assert.Null(problem);
        Assert.Equal(new CaptureCounts { Saved = 2, Torn = 16 }, capture.Counts);
    }

    [Fact]
    public async Task Run_PicturesOfAnEarlierRun_AreNotTakenAgain()
    {
        await Run(new BytesPort([.. Lines(0, 50), .. Lines(1, 100)]));
        File.WriteAllText(_folder.File("rose", "rose-000007.png"), "no picture");

        (BoardCapture same, string? problem) = await Run(new BytesPort([.. Lines(0, 100), .. Lines(1, 50)]));
        (BoardCapture mixed, _) = await Run(new BytesPort([.. Lines(0, 100), .. Lines(1, 150)]));

        Assert.Null(problem);
        Assert.Equal(new CaptureCounts { Same = 2 }, same.Counts);
        Assert.Equal(new CaptureCounts { Same = 1, Saved = 1 }, mixed.Counts);
    }

    [Fact]
    public async Task Run_PortThatGoesAndComes_SaysSoOnceEach()
    {
        using var server = new SocketServer(0);
        var said = new List<bool>();
        var capture = new BoardCapture(BoardPort.Parse(server.Port, 921600), new CaptureFolder(_folder.Path, "rose")) { Count = 2, OnPresence = said.Add };
        Task<string?> running = capture.RunAsync(TestContext.Current.CancellationToken);
        await Send(server, Lines(0, 50));
        server.IsUnplugged = true;
        await Task.Delay(600, TestContext.Current.CancellationToken); // an attempt that is turned away
        server.IsUnplugged = false;
        await Send(server, Lines(1, 100));

        Assert.Null(await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal([false, true], said);
    }

    private static async Task Send(SocketServer server, string[] lines)
    {
        while (server.ListenerCount == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        server.Write(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));
        server.Drain(TimeSpan.FromSeconds(5));
    }

    private static BytesPort Live(string[] lines) => new(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), isLive: true);

    /// <summary>A frame without its second line of bytes.</summary>
    private static string[] Torn(int number)
    {
        string[] lines = Lines(number, 150);
        return [.. lines[..2], .. lines[3..]];
    }

    [Fact]
    public async Task Run_Stopped_KeepsEveryFrameThatWasHeard()
    {
        using var server = new SocketServer(0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var saved = new TaskCompletionSource();
        var capture = new BoardCapture(BoardPort.Parse(server.Port, 921600), new CaptureFolder(_folder.Path, "rose"))
        {
            OnFrame = (counts, _) =>
            {
                if (counts.Saved == 3)
                {
                    saved.TrySetResult();
                }
            },
        };
        Task<string?> running = capture.RunAsync(stop.Token);
        while (server.ListenerCount == 0)
        {
            await Task.Delay(5, stop.Token);
        }

        foreach (string line in Lines(0, 50).Concat(Lines(1, 100)).Concat(Lines(2, 150)).Concat(Lines(3, 200)[..4]))
        {
            server.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        }

        await saved.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Null(await running);
        Assert.Equal(new CaptureCounts { Saved = 3 }, capture.Counts);
        Assert.Equal(3, Directory.EnumerateFiles(Path.Combine(_folder.Path, "rose")).Count());
    }

    private async Task<(BoardCapture Capture, string? Problem)> Run(IBoardPort port, int? count = null)
    {
        var capture = new BoardCapture(port, new CaptureFolder(_folder.Path, "rose")) { Count = count };
        return (capture, await capture.RunAsync(TestContext.Current.CancellationToken));
    }

    private static string[] Lines(int number, byte grey)
    {
        var console = new ListConsole();
        new FrameReport(console).Write(number, new Frame([.. Enumerable.Repeat(grey, 16 * 16)], 16, 16, PixelFormat.Gray8));
        string start = $"> {number} rose 2% ms=1/2/3";
        var sum = new LineSum();
        sum.Add(start);
        return [.. console.Lines, $"{start} c={sum.Value & 0xFFFF:x4}"];
    }

    private sealed class ListConsole : IConsole
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string line) => Lines.Add(line);
    }
}
