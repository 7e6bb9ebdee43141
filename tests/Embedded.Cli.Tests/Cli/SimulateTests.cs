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
}
