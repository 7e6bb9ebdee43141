// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using Embedded.Boards;
using Embedded.Data;

namespace Embedded.Cli.Tests;

public sealed class CaptureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Recording_BecomesPicturesOfADataSet(int channels)
    {
        string recording = Record(channels);
        CliRun first = CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "daisy");
        CliRun second = CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--count", "3");

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (first.Code, second.Code));
        Assert.StartsWith($"5 pictures of 5 frames\n{_folder.Path("photos", "daisy")}: 5 new, 5 in all\n", first.Out);
        Assert.StartsWith("3 pictures of 3 frames\n", second.Out);
        Assert.Contains("daisy-000005.png: ", first.Out);
        Assert.Contains("next: capture another class", first.Out);
        Assert.Contains("next: embedded data check", second.Out);
        Assert.Contains("embedded train", second.Out);
        Assert.Equal(3, Directory.GetFiles(_folder.Path("photos", "rose")).Length);
        Assert.Equal(channels == 1, PictureFile.Load(_folder.Path("photos", "rose", "rose-000001.png")).Rgb.Chunk(3).All(pixel => pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        Assert.Equal(ExitCode.Ok, CliRun.Of("data", "check", _folder.Path("photos")).Code);
    }

    [Fact]
    public void Run_Again_AddsAndNeverReplaces()
    {
        string recording = Record();
        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose");
        string[] before = Directory.GetFiles(_folder.Path("photos", "rose"));
        DateTime[] times = [.. before.Select(File.GetLastWriteTimeUtc)];
        CliRun again = CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--json");

        Assert.Equal(ExitCode.Ok, again.Code);
        Assert.Equal((0, 5), (again.Json.GetProperty("saved").GetInt32(), again.Json.GetProperty("same").GetInt32()));
        Assert.Equal(before, Directory.GetFiles(_folder.Path("photos", "rose")));
        Assert.Equal(times, before.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void Run_Split_DividesTheDataSet()
    {
        string recording = Record();
        CliRun run = CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--split", "40", "--count", "1");
        CliRun json = CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--split", "50", "--json");

        Assert.StartsWith($"1 picture of 1 frame\n{_folder.Path("photos", "train", "rose")}: 1 new, 1 in all\n{_folder.Path("photos", "val", "rose")}: 0 new, 0 in all\n", run.Out);
        JsonElement[] folders = [.. json.Json.GetProperty("folders").EnumerateArray()];
        Assert.Equal([_folder.Path("photos", "train", "rose"), _folder.Path("photos", "val", "rose")], folders.Select(folder => folder.GetProperty("folder").GetString()));
        Assert.Equal([(2, 3), (2, 2)], folders.Select(folder => (folder.GetProperty("added").GetInt32(), folder.GetProperty("total").GetInt32())));
        Assert.Equal((3, 2), (Directory.GetFiles(_folder.Path("photos", "train", "rose")).Length, Directory.GetFiles(_folder.Path("photos", "val", "rose")).Length));
    }

    [Fact]
    public void Run_BoardWithoutFrames_NamesTheSetting()
    {
        string model = _folder.Model();
        File.WriteAllText(_folder.Path("console.log"), CliRun.Of("simulate", model, "--frames", _folder.Flowers(perClass: 1)).Out);

        CliRun.Of("capture", "--port", _folder.Path("console.log"), "--out", _folder.Path("photos"), "--label", "rose")
            .AssertFails(ExitCode.BadInput, "print-frames=on` and flash the model again");
    }

    [Fact]
    public void Run_ImpossibleOutput_IsOneSentence()
    {
        string recording = Record();
        File.WriteAllText(_folder.Path("file"), "");

        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "a/b").AssertFails(ExitCode.Usage, "--label rose");
        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("file"), "--label", "rose").AssertFails(ExitCode.Usage, "name another folder");
        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--every", "1").AssertFails(ExitCode.Usage, "no clock");
        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose", "--similar", "-1").AssertFails(ExitCode.Usage, "from 0 to 255");
        CliRun.Of("capture", "--port", "/dev/ttyNoSuchPort", "--out", _folder.Path("photos"), "--label", "rose").AssertFails(ExitCode.DeviceUnavailable, "/dev/ttyNoSuchPort");
    }

    [Fact]
    public async Task Run_EveryFrameTorn_StopsWithTheRemedy()
    {
        using var server = new SocketServer(0);
        Task<CliRun> running = Task.Run(() => CliRun.Of("capture", "--port", server.Port, "--out", _folder.Path("photos"), "--label", "rose"));
        byte[] console = Encoding.ASCII.GetBytes(string.Join('\n', File.ReadLines(Record()).Where(line => !line.Contains(" 36 ", StringComparison.Ordinal))) + "\n");
        while (server.ListenerCount == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        server.Write(console);
        server.Write(console);
        CliRun run = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        run.AssertFails(ExitCode.DeviceUnavailable, $"None of the last 10 frames that {server.Port} sent arrived intact; use a shorter cable");
        Assert.False(Directory.Exists(_folder.Path("photos", "rose")));
    }

    [Fact]
    public async Task Run_PortThatGoesAndComes_SaysSo()
    {
        string[] lines = File.ReadAllLines(Record());
        int middle = Array.FindIndex(lines, line => line.StartsWith("> 2 ", StringComparison.Ordinal)) + 1;
        using var server = new SocketServer(0);
        using var capture = new RunningCli("capture", "--port", server.Port, "--out", _folder.Path("photos"), "--label", "rose", "--count", "5");
        await capture.Until(_ => server.ListenerCount > 0 ? "" : null);
        server.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines[..middle]) + "\n"));
        server.Drain(TimeSpan.FromSeconds(5));
        server.IsUnplugged = true;
        await capture.Until(run => run.Error.Contains($"{server.Port} is gone; put the cable in again") ? "" : null);
        server.IsUnplugged = false;
        await capture.Until(_ => server.ListenerCount > 0 ? "" : null);
        server.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines[middle..]) + "\n"));

        Assert.Equal(ExitCode.Ok, await capture.End());
        Assert.EndsWith($"{server.Port} is heard again.", capture.Error.TrimEnd());
    }

    [Fact]
    public void Run_FolderThatTakesNoFile_SaysSo()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fdinfo"), "needs a folder that nobody can write to");
        string recording = Record();
        Directory.CreateDirectory(_folder.Path("photos"));
        Directory.CreateSymbolicLink(_folder.Path("photos", "rose"), "/proc/self/fdinfo");

        CliRun.Of("capture", "--port", recording, "--out", _folder.Path("photos"), "--label", "rose").AssertFails(ExitCode.Unexpected, "the 0 pictures before are kept");
    }

    [Fact]
    public async Task Run_CtrlC_EndsWithTheSummary()
    {
        byte[] console = Encoding.ASCII.GetBytes(File.ReadAllText(Record()));
        using var server = new SocketServer(0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<CliRun> running = Task.Run(() => CliRun.Of(stop.Token, "capture", "--port", server.Port, "--out", _folder.Path("photos"), "--label", "rose"));
        while (server.ListenerCount == 0)
        {
            await Task.Delay(5, stop.Token);
        }

        server.Write(console);
        while (!File.Exists(_folder.Path("photos", "rose", "rose-000005.png")))
        {
            await Task.Delay(5, stop.Token);
        }

        await stop.CancelAsync();
        CliRun run = await running;

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.StartsWith("5 pictures of 5 frames", run.Out);
    }

    private string Record(int channels = 3)
    {
        string model = _folder.Model(channels: channels);
        CliRun.Of("set", model, "print-frames=on");
        File.WriteAllText(_folder.Path("console.log"), CliRun.Of("simulate", model, "--frames", _folder.Flowers(perClass: 1)).Out, Encoding.ASCII);
        return _folder.Path("console.log");
    }
}
