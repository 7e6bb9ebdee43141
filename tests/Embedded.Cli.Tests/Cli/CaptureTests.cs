// SPDX-License-Identifier: MIT
using System.Text;
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
        Assert.StartsWith($"5 pictures of 5 frames are in {_folder.Path("photos", "daisy")}", first.Out);
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

        Assert.Equal(5, again.Json.GetProperty("saved").GetInt32());
        Assert.Equal(10, Directory.GetFiles(_folder.Path("photos", "rose")).Length);
        Assert.Equal(times, before.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void Run_Split_DividesTheDataSet()
    {
        CliRun.Of("capture", "--port", Record(), "--out", _folder.Path("photos"), "--label", "rose", "--split", "40");

        Assert.Equal((3, 2), (Directory.GetFiles(_folder.Path("photos", "train", "rose")).Length, Directory.GetFiles(_folder.Path("photos", "val", "rose")).Length));
    }

    [Fact]
    public void Run_BoardWithoutFrames_NamesTheSetting()
    {
        string model = _folder.Model();
        File.WriteAllText(_folder.Path("console.log"), CliRun.Of("simulate", model, "--frames", _folder.Flowers(perClass: 1)).Out);

        CliRun.Of("capture", "--port", _folder.Path("console.log"), "--out", _folder.Path("photos"), "--label", "rose")
            .AssertFails(ExitCode.DeviceUnavailable, "print-frames=on` and flash the model again");
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
