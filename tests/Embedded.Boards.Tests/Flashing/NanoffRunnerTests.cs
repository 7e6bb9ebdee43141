// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Embedded.Boards.Tests.Flashing;

public sealed class NanoffRunnerTests(NanoffStandIn standIn) : IClassFixture<NanoffStandIn>, IDisposable
{
    private static readonly FlashRequest s_request = new(BoardDescriptor.Load("esp32-cam"), "/dev/ttyUSB9") { Model = new SlotPart(1, "my slot.bin", 1000, 3) };
    private static readonly FlashStep s_step = FlashPlan.Create(s_request).Steps[0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ModelIsWritten_PassesTheArgumentsAndReportsShares()
    {
        NanoffTool tool = standIn.In(_folder,
            "out Connected to:", "out ESP32 (ESP32-D0WD-V3 (revision v3.1))", "part Flashing deployment partition...", "out Compressed 1000 bytes to 400...",
            "move Writing at 0x00300000 [==>       ]  25.0% 100/400 bytes...", "sleep 100",
            "move Writing at 0x003003E8 [==========] 100.0% 400/400 bytes...", "move ", "out Wrote 1000 bytes (400 compressed) at 0x00300000 in 0.1 seconds (1.0 kbit/s).", "out Hash of data verified.", "out OK");
        var heard = new Log();
        var runner = new NanoffRunner(tool, s_step, s_request);

        await runner.RunAsync(heard, CancellationToken.None);

        Assert.True(runner is { IsVerified: true, MayHaveWritten: true });
        Assert.Equal("--target|ESP32_PSRAM_REV0|--serialport|/dev/ttyUSB9|--suppressnanoffversioncheck|--deploy|--image|my slot.bin|--address|0x300000\n", File.ReadAllText(_folder.File("log")).ReplaceLineEndings("\n"));
        Assert.Contains(0.25, heard.Shares);
        Assert.Equal(1.0, heard.Shares.Max());
        Assert.Contains("Hash of data verified.", heard.Lines);
        Assert.DoesNotContain(heard.Lines, line => line.Contains("Writing at"));
    }

    [Theory]
    [InlineData(4005, false)]
    [InlineData(9000, false)]
    [InlineData(4003, true)]
    public async Task Run_ToolFails_SaysWhyAndWhetherTheFlashChanged(int code, bool isLate)
    {
        NanoffTool tool = standIn.In(_folder, isLate ? "part Flashing deployment partition..." : "part Reading details from chip...", "out ", $"exit {code}");
        var runner = new NanoffRunner(tool, s_step, s_request);

        FlashException exception = await Assert.ThrowsAsync<FlashException>(() => runner.RunAsync(new Log(), CancellationToken.None));

        Assert.EndsWith($"(nanoff E{code})", exception.Message);
        Assert.Equal(isLate, runner.MayHaveWritten);
        Assert.NotEmpty(exception.ToolOutput);
    }

    [Fact]
    public async Task Run_ManyLinesOnBothStreams_AllAreRead()
    {
        NanoffTool tool = standIn.In(_folder, [.. Enumerable.Range(0, 2000).SelectMany(index => new[] { "out " + new string('x', 100), "err " + new string('y', 100) }), "err Error E9007: Error downloading firmware file.", "exit 9007"]);
        var heard = new Log();

        FlashException exception = await Assert.ThrowsAsync<FlashException>(() => new NanoffRunner(tool, s_step, s_request).RunAsync(heard, CancellationToken.None));

        Assert.Contains("check the internet connection", exception.Message);
        Assert.Equal(200, exception.ToolOutput.Count);
    }

    [Fact]
    public async Task Run_Cancelled_EndsTheTool()
    {
        NanoffTool tool = standIn.In(_folder, "part Flashing deployment partition...", "out ", "hang");
        using var stop = new CancellationTokenSource();
        var runner = new NanoffRunner(tool, s_step, s_request);
        Task run = runner.RunAsync(new Log(), stop.Token);
        int process = await HungProcess();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(runner.MayHaveWritten);
        Assert.True(await HasEnded(process), "the tool still runs");
    }

    [Fact]
    public async Task Run_ToolHangs_IsEndedAfterTheSilence()
    {
        NanoffTool tool = standIn.In(_folder, "out Reading details from chip...", "hang");
        var runner = new NanoffRunner(tool, s_step, s_request, TimeSpan.FromSeconds(2));

        FlashException exception = await Assert.ThrowsAsync<FlashException>(() => runner.RunAsync(new Log(), CancellationToken.None));

        Assert.StartsWith("nanoff said nothing for 2 s and was ended", exception.Message);
        Assert.False(runner.MayHaveWritten);
    }

    [Fact]
    public async Task Run_SlowTool_IsNotEndedWhileItSpeaks()
    {
        NanoffTool tool = standIn.In(_folder, [.. Enumerable.Range(0, 8).SelectMany(index => new[] { "part .", "sleep 500" })]);

        await new NanoffRunner(tool, s_step, s_request, TimeSpan.FromSeconds(3)).RunAsync(new Log(), CancellationToken.None);
    }

    [Fact]
    public async Task Run_OtherChip_IsEndedAtOnce()
    {
        NanoffTool tool = standIn.In(_folder, "out Connected to:", "out ESP32-S3 (ESP32-S3 (QFN56) (revision v0.2))", "hang");

        FlashException exception = await Assert.ThrowsAsync<FlashException>(() => new NanoffRunner(tool, s_step, s_request).RunAsync(new Log(), CancellationToken.None));

        Assert.StartsWith("the connected chip is no ESP32", exception.Message);
        Assert.True(exception.IsDevice);
    }

    [Fact]
    public async Task Run_NoSuchProgram_SaysHowToInstallIt()
    {
        var tool = new NanoffTool(_folder.File("nosuch"), []);

        FlashException exception = await Assert.ThrowsAsync<FlashException>(() => new NanoffRunner(tool, s_step, s_request).RunAsync(new Log(), CancellationToken.None));

        Assert.Contains(NanoffTool.InstallCommand, exception.Message);
        Assert.Contains(NanoffTool.InstallCommand, Assert.Throws<FlashException>(() => NanoffTool.At(_folder.File("nosuch"))).Message);
    }

    [Theory]
    [InlineData("nanoff 2.5.131+0123abcd", "2.5.131", false)]
    [InlineData(".NET nanoFramework Firmware Flasher v2.6.1", "2.6.1", false)]
    [InlineData("nanoff 3.0.0-preview.1", "3.0.0", true)]
    public void CheckVersion_WhatItSays_IsRead(string text, string version, bool isUnknown)
    {
        NanoffTool tool = standIn.In(_folder);
        File.WriteAllText(_folder.File("version"), text);

        Assert.Equal((Version.Parse(version), isUnknown), tool.CheckVersion(CancellationToken.None));
    }

    [Theory]
    [InlineData("nanoff 2.4.99", "nanoff 2.4.99 is too old; version 2.5 or later is needed, so update it with: dotnet tool update -g nanoff")]
    [InlineData("hello", "does not say its version")]
    [InlineData("You must install or update .NET to run this application.", "needs a .NET that is not installed")]
    public void CheckVersion_NoGoodTool_IsRefused(string text, string part)
    {
        NanoffTool tool = standIn.In(_folder);
        File.WriteAllText(_folder.File("version"), text);

        Assert.Contains(part, Assert.Throws<FlashException>(() => tool.CheckVersion(CancellationToken.None)).Message);
    }

    [Fact]
    public void Find_PathThenHomeThenManifest_IsTheOrder()
    {
        string name = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
        string path = Path.GetDirectoryName(_folder.File("bin", name))!;
        string home = Path.GetDirectoryName(_folder.File("home", "x"))!;
        string work = Path.GetDirectoryName(_folder.File("work", "deep", "x"))!;
        Assert.Null(NanoffTool.Find(path, home, work));

        File.WriteAllText(_folder.File("work", ".config", "dotnet-tools.json"), """{"version":1,"tools":{"other":{}}}""");
        Assert.Null(NanoffTool.Find(path, home, work));
        File.WriteAllText(_folder.File("work", ".config", "dotnet-tools.json"), """{"version":1,"tools":{"nanoff":{"version":"2.5.131","commands":["nanoff"]}}}""");
        Assert.Equal(["tool", "run", "nanoff", "--"], NanoffTool.Find(path, home, work)?.Prefix);
        File.WriteAllText(_folder.File("home", ".dotnet", "tools", name), "");
        Assert.Equal(_folder.File("home", ".dotnet", "tools", name), NanoffTool.Find(path, home, work)?.Program);
        File.WriteAllText(_folder.File("bin", name), "");
        Assert.Equal(_folder.File("bin", name), NanoffTool.Find(path, home, work)?.Program);
    }

    private async Task<int> HungProcess()
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(_folder.File("pid")))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "the tool did not start");
            await Task.Delay(20);
        }

        return int.Parse(await File.ReadAllTextAsync(_folder.File("pid")), CultureInfo.InvariantCulture);
    }

    private static async Task<bool> HasEnded(int process)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                if (Process.GetProcessById(process).HasExited)
                {
                    return true;
                }
            }
            catch (ArgumentException)
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private sealed class Log : IProgress<FlashProgress>
    {
        public ConcurrentQueue<double> Shares { get; } = [];

        public ConcurrentQueue<string> Lines { get; } = [];

        public void Report(FlashProgress value)
        {
            if (value.Share is double share)
            {
                Shares.Enqueue(share);
            }

            if (value.Line is string line)
            {
                Lines.Enqueue(line);
            }
        }
    }
}
