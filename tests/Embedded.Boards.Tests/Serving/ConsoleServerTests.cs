// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards.Tests.Serving;

public class ConsoleServerTests
{
    [Fact]
    public async Task Terminal_AListener_HearsEveryLine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This system has no pseudo-terminals.");
        using var server = new TerminalServer();

        await CheckRoundTrip(server);
    }

    [Fact]
    public async Task Socket_AListener_HearsEveryLine()
    {
        using var server = new SocketServer(0);

        await CheckRoundTrip(server);
    }

    [Fact]
    public void Socket_PortThatIsTaken_IsOneSentence()
    {
        using var server = new SocketServer(0);
        int port = int.Parse(server.Port.Split(':')[^1]);

        Assert.Contains("choose another one", Assert.Throws<PortException>(() => new SocketServer(port)).Message);
    }

    [Fact]
    public async Task Socket_BoardThatGoesAwayAndComesBack_IsHeardAgain()
    {
        var first = new SocketServer(0);
        int number = int.Parse(first.Port.Split(':')[^1]);
        var lines = new List<string>();
        var connections = new List<bool>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var listener = new BoardListener(BoardPort.Parse(first.Port, 0), TimeSpan.FromMilliseconds(20)) { OnLine = line => Keep(lines, line.Text), OnConnection = connections.Add };
        Task running = listener.RunAsync(stop.Token);

        await Until(() => first.ListenerCount > 0);
        first.Write("# ready\n"u8);
        await Until(() => Count(lines) == 1);
        first.Dispose();
        await Until(() => connections.Contains(false));
        using var second = new SocketServer(number);
        await Until(() => second.ListenerCount > 0);
        second.Write("# ready\n"u8);
        await Until(() => Count(lines) == 2);
        await stop.CancelAsync();
        await running;

        Assert.Equal(["# ready", "# ready"], lines);
        Assert.Equal([true, false, true], connections);
    }

    [Fact]
    public void Uart_AtABaudRate_TakesItsTime()
    {
        using var server = new Sink();
        var time = System.Diagnostics.Stopwatch.StartNew();
        using var uart = new UartWriter(server, 115200, TestContext.Current.CancellationToken);
        for (int line = 0; line < 100; line++)
        {
            uart.WriteLine(new string('x', 78));
        }

        Assert.Equal(8000, server.Bytes.Length);
        Assert.True(time.Elapsed.TotalSeconds > 8000 * 10 / 115200.0 * 0.95, $"{time.Elapsed}"); // it can be late, not early
    }

    private static async Task CheckRoundTrip(IConsoleServer server)
    {
        string[] expected = [.. Enumerable.Range(0, 300).Select(line => $"# line number={line}")];
        var lines = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var connected = new TaskCompletionSource();
        var listener = new BoardListener(BoardPort.Parse(server.Port, 921600)) { OnLine = line => Keep(lines, line.Text), OnConnection = _ => connected.TrySetResult() };
        Task running = listener.RunAsync(stop.Token);
        await connected.Task;
        await Until(() => server is not SocketServer socket || socket.ListenerCount > 0);

        using var uart = new UartWriter(server, 0, TestContext.Current.CancellationToken);
        foreach (string line in expected)
        {
            uart.WriteLine(line);
        }

        await Until(() => Count(lines) == expected.Length);
        await stop.CancelAsync();
        await running;
        Assert.Equal(expected, lines);
    }

    private static void Keep(List<string> lines, string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }

    private static int Count(List<string> lines)
    {
        lock (lines)
        {
            return lines.Count;
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
