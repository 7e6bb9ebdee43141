// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Boards;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class MonitorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_VirtualBoard_PrintsFactsAndPredictions()
    {
        using var monitor = new RunningCli("monitor", "--virtual", "--count", "3");

        Assert.Equal(ExitCode.Ok, await monitor.End());
        string[] lines = monitor.Out.TrimEnd().Split('\n');
        Assert.StartsWith("# embedded console=1", lines[0]);
        Assert.Matches("^ +2  [a-z]+ [0-9]+ %  [a-z]+ [0-9]+ %  [0-9]+\\+[0-9]+\\+[0-9]+ ms$", lines[^1]);
        Assert.Contains("3 predictions, 0 lost, 0 other or damaged lines, 1 boot, 0 errors", monitor.Error);
    }

    [Fact]
    public async Task Run_JsonOfAModelAndPicturesOfOnesOwn_IsOneDocument()
    {
        using var monitor = new RunningCli("monitor", "--virtual", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--count", "2", "--json");

        Assert.Equal(ExitCode.Ok, await monitor.End());
        JsonElement json = JsonDocument.Parse(monitor.Out).RootElement;
        Assert.Equal(2, json.GetProperty("predictions").GetInt32());
        Assert.Equal(1, json.GetProperty("boots").GetInt32());
    }

    [Fact]
    public async Task Run_DeviceAtATerminal_IsHeardThroughResets()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This system has no pseudo-terminals.");
        using var board = new RunningCli("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--pty", "--fps", "500", "--fault", "resets=40,framing=15", "--seed", "7");
        string port = await board.Until(run => run.Out.Split(' ', ',').FirstOrDefault(word => word.StartsWith("/dev/", StringComparison.Ordinal)));
        Assert.Contains($"next: embedded monitor --port {port}", await board.Until(run => run.Out.Contains("next:") ? run.Out : null));
        using var monitor = new RunningCli("monitor", "--port", port, "--log", _folder.Path("log.jsonl"));

        await monitor.Until(run => run.Out.Split("# ready").Length > 3 ? run.Out : null);
        Assert.Equal(ExitCode.Ok, await monitor.Stop());
        Assert.Equal(ExitCode.Ok, await board.Stop());

        JsonElement[] log = [.. File.ReadLines(_folder.Path("log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        string[] kinds = [.. log.Select(entry => entry.GetProperty("kind").GetString()!)];
        Assert.Equal("connection", kinds[0]);
        Assert.Equal(monitor.Out.Split('\n').Count(line => line.EndsWith(" ms")), kinds.Count(kind => kind == "prediction"));
        Assert.True(kinds.Count(kind => kind == "boot") > 10);
        Assert.DoesNotContain(log, entry => entry.TryGetProperty("connected", out JsonElement connected) && !connected.GetBoolean()); // its own end is none of the port's
    }

    [Fact]
    public async Task Run_DeviceAtASocketThatGoesAndComes_IsWaitedFor()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 1);
        using var first = new RunningCli("simulate", model, "--frames", flowers, "--tcp", "0", "--json");
        using JsonDocument document = JsonDocument.Parse(await first.Until(run => run.Out.Contains('\n') ? run.Out : null));
        string port = document.RootElement.GetProperty("port").GetString()!;
        Assert.Equal(921600, document.RootElement.GetProperty("baud").GetInt32());
        using var monitor = new RunningCli("monitor", "--port", port, "--raw", "--log", _folder.Path("new", "log.jsonl"));

        await monitor.Until(run => run.Out.Contains("\n> ") ? run.Out : null);
        Assert.Equal(ExitCode.Ok, await first.Stop());
        await monitor.Until(run => run.Error.Contains($"{port} is gone") ? run.Error : null);
        using var second = new RunningCli("simulate", model, "--frames", flowers, "--tcp", port.Split(':')[^1]);
        await monitor.Until(run => run.Error.Contains($"{port} is heard") ? run.Error : null);

        Assert.Equal(ExitCode.Ok, await monitor.Stop());
        Assert.Equal(ExitCode.Ok, await second.Stop());
        JsonElement[] connections = [.. File.ReadLines(_folder.Path("new", "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Where(entry => entry.GetProperty("kind").GetString() == "connection")];
        Assert.Equal([true, false, true], connections.Select(entry => entry.GetProperty("connected").GetBoolean()));
    }

    [Fact]
    public void Run_Recording_IsReadToItsEnd()
    {
        CliRun console = CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1));
        File.WriteAllText(_folder.Path("board.txt"), console.Out);

        CliRun run = CliRun.Of("monitor", "--port", _folder.Path("board.txt"), "--raw");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(console.Out, run.Out);
        Assert.Contains("5 predictions, 0 lost", run.Error);
    }

    [Fact]
    public void Run_CountInsideOnePieceOfText_StopsThere()
    {
        CliRun console = CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1));
        File.WriteAllText(_folder.Path("board.txt"), console.Out);

        CliRun run = CliRun.Of("monitor", "--port", _folder.Path("board.txt"), "--raw", "--count", "2");

        Assert.Equal(2, run.Lines.Count(line => line.StartsWith("> ", StringComparison.Ordinal)));
        Assert.Contains("2 predictions, 0 lost", run.Error);
    }

    [Theory]
    [InlineData("", "is empty; record a board with `embedded monitor --port PORT --raw > FILE`")]
    [InlineData("hello\nworld\n", "holds no line of a board's console; name another file, or record a board with")]
    public void Run_RecordingOfNoUse_IsBadInputForEveryCommand(string text, string expected)
    {
        string path = _folder.Path("other.txt");
        File.WriteAllText(path, text);
        string model = _folder.Model();

        CliRun monitor = CliRun.Of("monitor", "--port", path);
        CliRun verify = CliRun.Of("verify", "--port", path, "--model", model);
        CliRun capture = CliRun.Of("capture", "--port", path, "--out", _folder.Path("photos"), "--label", "rose");

        Assert.All([monitor, verify, capture], run => Assert.Equal(ExitCode.BadInput, run.Code));
        Assert.All([monitor, verify, capture], run => Assert.Contains($"error: {path} {expected}", run.Error));
        Assert.Equal(ExitCode.BadInput, CliRun.Of("monitor", "--port", path, "--json").Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("no.log", "There is no file no.log; name a serial device such as")]
    [InlineData(".", ". is a folder; name a serial device such as")]
    public void Run_NameThatIsNoPort_IsBadInputForEveryCommand(string port, string expected)
    {
        CliRun.Of("monitor", "--port", port).AssertFails(ExitCode.BadInput, expected);
        CliRun.Of("verify", "--port", port, "--model", _folder.Model()).AssertFails(ExitCode.BadInput, expected);
        CliRun.Of("capture", "--port", port, "--out", _folder.Path("photos"), "--label", "rose").AssertFails(ExitCode.BadInput, expected);
    }

    [Fact]
    public void Run_OneOfEverything_IsCountedInWords()
    {
        File.WriteAllText(_folder.Path("board.txt"), "# ready\nf 1 start size=1x1 format=gray8 bytes=1\nf 1 end crc=00000000\n> 1 rose 2% ms=1/2/3 c=9c52\nnoise\n! C101 frame=2 count=1\n");

        Assert.Contains("1 prediction, 1 lost, 1 torn frame, 1 other or damaged line, 1 boot, 1 error\n", CliRun.Of("monitor", "--port", _folder.Path("board.txt")).Error);
    }

    [Fact]
    public void Run_ErrorOfTheBoard_IsInWords()
    {
        File.WriteAllText(_folder.Path("board.txt"), "# embedded console=1 board=esp32-cam psram=0\n! M106 index=3\n");

        CliRun run = CliRun.Of("monitor", "--port", _folder.Path("board.txt"));

        Assert.Equal("error M106: tensor 3 has an impossible shape, scale, zero point or place; export the model again", run.Lines[^1]);
    }

    [Fact]
    public void Log_OfAnEarlierRunThatWasCut_IsAppendedTo()
    {
        File.WriteAllText(_folder.Path("board.txt"), "# ready\n");
        File.WriteAllText(_folder.Path("log.jsonl"), "{\"kind\":\"conn");

        CliRun.Of("monitor", "--port", _folder.Path("board.txt"), "--log", _folder.Path("log.jsonl"));
        CliRun.Of("monitor", "--port", _folder.Path("board.txt"), "--log", _folder.Path("log.jsonl"));

        string[] lines = File.ReadAllLines(_folder.Path("log.jsonl"));
        Assert.Equal("{\"kind\":\"conn", lines[0]);
        Assert.Equal(["connection", "boot", "connection", "boot"], lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()));
    }

    [Fact]
    public void Log_DiskThatIsFull_IsOneSentenceAndTheMonitorGoesOn()
    {
        _folder.FillDiskAt("full.jsonl");
        File.WriteAllText(_folder.Path("board.txt"), "# ready\n! C101 frame=0 count=1\n");

        CliRun run = CliRun.Of("monitor", "--port", _folder.Path("board.txt"), "--log", _folder.Path("full.jsonl"));

        Assert.Equal(ExitCode.Unexpected, run.Code);
        Assert.Single(run.Error.Split('\n'), line => line.Contains("cannot be written any more"));
        Assert.Contains("error C101", run.Out);
    }

    [Fact]
    public void Run_NoSuchPort_IsOneSentence()
    {
        CliRun.Of("monitor", "--port", "/dev/ttyNOSUCH").AssertFails(ExitCode.DeviceUnavailable, "There is no serial port /dev/ttyNOSUCH");
        CliRun.Of("monitor", "--port", "tcp://localhost:1").AssertFails(ExitCode.DeviceUnavailable, "start the board or the program behind it first");
        CliRun.Of("monitor", "--port", "tcp://localhost").AssertFails(ExitCode.Usage, "tcp://localhost:7000");
    }

    [Fact]
    public void Simulate_PortThatIsTaken_IsADeviceThatIsNotAvailable()
    {
        using var taken = new SocketServer(0);
        string port = taken.Port.Split(':')[^1];

        CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--tcp", port).AssertFails(ExitCode.DeviceUnavailable, $"Port {port} cannot be served");
    }

    [Fact]
    public void Run_WrongCommandLine_IsOneSentence()
    {
        CliRun.Of("monitor").AssertFails(ExitCode.Usage, "give --port PORT, or --virtual");
        CliRun.Of("monitor", "--virtual", "--port", "x").AssertFails(ExitCode.Usage, "either --port");
        CliRun.Of("monitor", "--port", "x", "--frames", "y").AssertFails(ExitCode.Usage, "--frames is for the camera");
        CliRun.Of("monitor", "--port", "x", "--log", "log.txt").AssertFails(ExitCode.Usage, ".jsonl");
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 1);
        CliRun.Of("simulate", model, "--frames", flowers, "--fps", "5").AssertFails(ExitCode.Usage, "--fps is for a device");
        CliRun.Of("simulate", model, "--frames", flowers, "--pty", "--tcp", "0").AssertFails(ExitCode.Usage, "two devices");
        CliRun.Of("simulate", model, "--frames", flowers, "--tcp", "0", "--fault", "rain=1").AssertFails(ExitCode.Usage, "rain=1 is no fault");
        CliRun.Of("simulate", model, "--frames", flowers, "--pty", "--fault", "unplug=100").AssertFails(ExitCode.Usage, "--tcp PORT");
    }
}
