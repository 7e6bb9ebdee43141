// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class SimulateTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Frames_PrintsTheBoardsConsole()
    {
        CliRun run = CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--board", "esp32-cam");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.StartsWith("# embedded", run.Lines[0]);
        Assert.Equal(5, run.Lines.Count(line => line.StartsWith('>')));
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Run_Json_HasLinesEventsAndFrames()
    {
        JsonElement json = CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--repeats", "2", "--json").Json;

        Assert.Equal(10, json.GetProperty("frames").GetInt32());
        Assert.Equal(10, json.GetProperty("lines").EnumerateArray().Count(line => line.GetString()!.StartsWith('>')));
        Assert.Equal("esp32-cam", json.GetProperty("board").GetString());
    }

    [Fact]
    public void Run_UnknownBoard_ListsTheKnownOnes()
    {
        CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Flowers(perClass: 1), "--board", "esp99").AssertFails(ExitCode.Usage, "esp32-cam");
    }

    [Fact]
    public void Run_NoFrames_IsRefused()
    {
        Directory.CreateDirectory(_folder.Path("empty"));

        CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Path("empty")).AssertFails(ExitCode.BadInput, "no .jpg");
        CliRun.Of("simulate", _folder.Model(), "--frames", _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "no folder");
    }

    [Fact]
    public void Run_SinglePhotosUnderSmoothing_SaysThatTheyBlur()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 1);
        CliRun.Of("set", model, "smoothing=4");

        Assert.Contains("averages 4 frames", CliRun.Of("simulate", model, "--frames", flowers).Error);
        Assert.DoesNotContain("averages", CliRun.Of("simulate", model, "--frames", flowers, "--repeats", "4").Error);
        Assert.DoesNotContain("averages", CliRun.Of("simulate", model, "--frames", flowers, "--quiet").Error);
        CliRun.Of("set", model, "smoothing=1");
        Assert.DoesNotContain("averages", CliRun.Of("simulate", model, "--frames", flowers).Error);
    }

    [Fact]
    public async Task Run_DeviceThatNobodyHears_BootsForItsFirstListener()
    {
        string model = _folder.Model();
        CliRun.Of("set", model, "smoothing=4");
        using var board = new RunningCli("simulate", model, "--frames", _folder.Flowers(perClass: 1), "--tcp", "0");
        string said = await board.Until(run => run.Out.Contains("next: ") ? run.Out : null);
        string port = said.Split("--port ")[1].Trim();
        await Task.Delay(500, TestContext.Current.CancellationToken);

        using var monitor = new RunningCli("monitor", "--port", port, "--raw", "--count", "1");
        Assert.Equal(ExitCode.Ok, await monitor.End());
        Assert.Equal(ExitCode.Ok, await board.Stop());

        Assert.Contains("it boots when a program listens", said);
        Assert.Contains("averages 4 frames", board.Error);
        Assert.StartsWith("# embedded console=1 board=esp32-cam", monitor.Out);
        Assert.Contains("\n# slot 0 sequence=1 ", monitor.Out);
        Assert.Contains("\n> 0 ", monitor.Out);
    }

    [Fact]
    public void Run_FlashFile_KeepsTheModelsOfItsSlots()
    {
        string flowers = _folder.Flowers(perClass: 1);
        string first = _folder.Model("first.emb");
        string second = _folder.Model("second.emb");
        CliRun.Of("set", second, "threshold=90");
        string flash = _folder.Path("flash.bin");

        CliRun made = CliRun.Of("simulate", first, "--frames", flowers, "--flash", flash);
        CliRun added = CliRun.Of("simulate", second, "--frames", flowers, "--flash", flash);
        CliRun again = CliRun.Of("simulate", "--frames", flowers, "--flash", flash);

        Assert.All([made, added, again], run => Assert.Equal(ExitCode.Ok, run.Code));
        Assert.Contains($"{first} is in slot 0 of {flash}, sequence 1: the board says: slot 0 has no model", made.Error);
        Assert.Contains($"{second} is in slot 1 of {flash}, sequence 2: the board says: slot 0 has sequence 1", added.Error);
        Assert.Equal(4 << 20, new FileInfo(flash).Length);
        Assert.Matches("^# slot 0 sequence=1 model=[0-9a-f]{8} state=spare$", again.Lines[1]);
        Assert.Matches("^# slot 1 sequence=2 model=[0-9a-f]{8} state=used$", again.Lines[2]);
        Assert.Contains(again.Lines, line => line.Contains("threshold=90", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FlashFileWithoutAModel_RunsTheBuiltInOne()
    {
        string flash = _folder.Path("flash.bin");
        byte[] erased = new byte[4 << 20];
        Array.Fill(erased, (byte)0xFF);
        File.WriteAllBytes(flash, erased);

        CliRun run = CliRun.Of("simulate", "--frames", _folder.Flowers(perClass: 1), "--flash", flash);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains(run.Lines, line => line.StartsWith("# builtin model=", StringComparison.Ordinal) && line.EndsWith(" state=used", StringComparison.Ordinal));
        Assert.Equal(erased, File.ReadAllBytes(flash));
    }

    [Fact]
    public void Run_NeitherModelNorFlash_IsRefused()
    {
        string flowers = _folder.Flowers(perClass: 1);

        CliRun.Of("simulate", "--frames", flowers).AssertFails(ExitCode.Usage, "name a MODEL, or --flash FILE, or both");
        CliRun.Of("simulate", "--frames", flowers, "--flash", _folder.Path("nosuch.bin")).AssertFails(ExitCode.BadInput, "nosuch.bin: there is no such file; name a MODEL too");
        CliRun.Of("simulate", "--frames", flowers, "--flash", _folder.Model()).AssertFails(ExitCode.BadInput, "but the flash of the esp32-cam board has 4,194,304");
    }
}
