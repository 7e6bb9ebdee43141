// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Boards;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class FlashTests : IDisposable
{
    private const string Target = "--target ESP32_PSRAM_REV0 --serialport /dev/embedded-none --suppressnanoffversioncheck";
    private readonly TestFolder _folder = new();

    private string[] Board => ["flash", "--board", "esp32-cam", "--port", "/dev/embedded-none"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_DryRun_PrintsTheCommandsInOrderAndMakesTheSlotFile()
    {
        string model = _folder.Model("dry run.emb");

        CliRun run = CliRun.Of([.. Board, "--nanoff", Nanoff(), "--stock", "--app", App(), "--model", model, "--slot", "1", "--sequence", "7", "--dry-run"]);

        Assert.Equal(ExitCode.Ok, run.Code);
        string slot = SlotFile(run.Lines[2]);
        Assert.Equal(
            [
                $"{Nanoff()} {Target} --update -v minimal",
                $"{Nanoff()} {Target} --deploy --image {_folder.Path("app.bin")} --address 0x1E0000",
                $"{Nanoff()} {Target} --deploy --image \"{slot}\" --address 0x300000",
            ],
            run.Lines);
        Assert.Equal("dry run-slot1.bin", Path.GetFileName(slot));
        byte[] bytes = File.ReadAllBytes(slot);
        Assert.Equal(7u, SlotImage.Sequence(bytes, File.ReadAllBytes(model).Length));
        Assert.False(File.Exists(_folder.Path("log")), "nanoff was run");
        File.Delete(slot);
    }

    [Fact]
    public void Run_DryRunWithoutASlot_SaysThatTheBoardChooses()
    {
        CliRun run = CliRun.Of([.. Board, "--nanoff", Nanoff(), "--model", _folder.Model("choice.emb"), "--dry-run"]);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.EndsWith("--address 0x260000", run.Lines[^1]);
        Assert.Contains("the slot is chosen when the board says what its slots hold", run.Error);
        JsonElement json = CliRun.Of([.. Board, "--nanoff", Nanoff(), "--firmware", Firmware(), "--dry-run", "--json"]).Json;
        JsonElement step = Assert.Single(json.GetProperty("steps").EnumerateArray());
        Assert.Equal("firmware", step.GetProperty("writes").GetString());
        Assert.EndsWith($"--clrfile {Path.Combine(Firmware(), "nanoCLR.bin")}", step.GetProperty("command").GetString());
        Assert.Contains("partition table", json.GetProperty("notes")[0].GetString());
        File.Delete(SlotFile(run.Lines[^1]));
    }

    [Fact]
    public void Run_AllThree_AreWrittenOneAfterTheOther()
    {
        string nanoff = StandIn("echo 'Flashing deployment partition...'; echo 'Hash of data verified.'; exit 0");

        CliRun run = CliRun.Of([.. Board, "--nanoff", nanoff, "--stock", "--app", App(), "--model", _folder.Model("three.emb"), "--slot", "0"]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        string[] log = File.ReadAllLines(_folder.Path("log"));
        Assert.Equal(3, log.Length);
        Assert.Contains("--update", log[0]);
        Assert.EndsWith("--address 0x1E0000", log[1]);
        Assert.EndsWith("--address 0x260000", log[2]);
        Assert.Contains("to 0x260000", run.Out);
        Assert.Contains("read back and compared", run.Out);
        Assert.Contains("join GPIO0 to GND and press reset", run.Error);
        Assert.Contains("may be in slot 0", run.Error);
        Assert.Contains("embedded monitor --port /dev/embedded-none", run.Out);
        Assert.False(File.Exists(SlotFile(log[2])), "the slot's file was left behind");
    }

    [Theory]
    [InlineData("echo 'Reading details from chip...'; echo 'Error E4005: Failed to open specified COM port.'; exit 165", ExitCode.DeviceUnavailable, "there is no port /dev/embedded-none", "nothing was written by this command")]
    [InlineData("echo 'Flashing deployment partition...'; exit 163", ExitCode.DeviceUnavailable, "could not be written", "slot 1 may be incomplete, and the firmware does not take an incomplete slot")]
    [InlineData("exit 40", ExitCode.BadInput, "does not understand its arguments", "nothing was written by this command")]
    public void Run_NanoffFails_SaysWhyWhatToDoAndWhatTheBoardHas(string script, int code, string sentence, string state)
    {
        CliRun run = CliRun.Of([.. Board, "--nanoff", StandIn(script), "--model", _folder.Model("fails.emb"), "--slot", "1"]);

        run.AssertFails(code, sentence);
        Assert.Contains(state, run.Error);
    }

    [Fact]
    public void Run_FirmwareFails_LeavesTheRestUnwritten()
    {
        CliRun run = CliRun.Of([.. Board, "--nanoff", StandIn("echo E9007; exit 47"), "--stock", "--app", App()]);

        run.AssertFails(ExitCode.BadInput, "could not be downloaded");
        Assert.Single(File.ReadAllLines(_folder.Path("log")));
        Assert.Contains("nothing was written by this command", run.Error);
        CliRun late = CliRun.Of([.. Board, "--nanoff", StandIn("echo E4000; exit 160"), "--stock", "--app", App()]);
        late.AssertFails(ExitCode.DeviceUnavailable, "hold the board's BOOT button");
        Assert.Contains("the firmware may be incomplete", late.Error);
    }

    [Fact]
    public void Run_PortThatIsNotThere_IsOneSentenceBeforeAnythingIsWritten()
    {
        CliRun.Of([.. Board, "--nanoff", StandIn("exit 0"), "--model", _folder.Model("port.emb"), "--listen", "1"]).AssertFails(ExitCode.DeviceUnavailable, "/dev/embedded-none");
        Assert.False(File.Exists(_folder.Path("log")), "nanoff was run");
    }

    [Fact]
    public void Run_Cancelled_SaysWhatTheBoardHas()
    {
        using var stop = new CancellationTokenSource();
        string nanoff = StandIn("echo 'Flashing deployment partition...'; exec sleep 60");
        var watch = new Thread(() =>
        {
            for (int attempt = 0; attempt < 600 && !File.Exists(_folder.Path("log")); attempt++)
            {
                Thread.Sleep(50);
            }

            Thread.Sleep(500);
            stop.Cancel();
        });
        watch.Start();

        CliRun run = CliRun.Of(stop.Token, [.. Board, "--nanoff", nanoff, "--app", App()]);

        watch.Join();
        run.AssertFails(ExitCode.Cancelled, "stopped");
        Assert.Contains("the application may be incomplete", run.Error);
    }

    [Fact]
    public void Run_WhatCannotBe_IsRefusedInOneSentence()
    {
        string model = _folder.Model("bad.emb");

        CliRun.Of(Board).AssertFails(ExitCode.Usage, "there is nothing to write");
        CliRun.Of([.. Board, "--stock", "--firmware", Firmware()]).AssertFails(ExitCode.Usage, "give one of them");
        CliRun.Of([.. Board, "--stock", "--slot", "1"]).AssertFails(ExitCode.Usage, "give --model");
        CliRun.Of([.. Board, "--model", model, "--slot", "2"]).AssertFails(ExitCode.Usage, "its slots are 0 to 1");
        CliRun.Of([.. Board, "--model", model, "--sequence", "0"]).AssertFails(ExitCode.Usage, "from 1 to 4294967294");
        CliRun.Of([.. Board, "--model", model, "--sequence", "4294967295"]).AssertFails(ExitCode.Usage, "no later model could be newer");
        CliRun.Of([.. Board, "--model", model, "--baud", "1"]).AssertFails(ExitCode.Usage, "--baud 1 is impossible");
        CliRun.Of([.. Board, "--model", _folder.Path("nosuch.emb")]).AssertFails(ExitCode.BadInput, "nosuch.emb");
        CliRun.Of([.. Board, "--app", model]).AssertFails(ExitCode.BadInput, "is an .emb model, no application image");
        CliRun.Of([.. Board, "--firmware", _folder.Path("nosuch")]).AssertFails(ExitCode.BadInput, "give --firmware the folder that holds the nanoCLR.bin");
        CliRun.Of("flash", "--board", "esp32-cam", "--port", "tcp://localhost:1", "--stock").AssertFails(ExitCode.BadInput, "is no serial port");
        CliRun.Of("flash", "--board", "toaster", "--port", "P", "--stock").AssertFails(ExitCode.Usage, "\"toaster\" is unknown");
        CliRun.Of([.. Board, "--stock", "--nanoff", _folder.Path("nosuch")]).AssertFails(ExitCode.BadInput, "dotnet tool install -g nanoff");
        CliRun.Of([.. Board, "--stock", "--nanoff", StandIn("exit 0", "nanoff 2.3.0")]).AssertFails(ExitCode.BadInput, "is too old");
    }

    public static TheoryData<string> Boards => [.. BoardCatalog.Names];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Run_EveryModel_IsRefusedWhereInspectSaysThatItDoesNotFit(string board)
    {
        foreach (string model in Directory.GetDirectories(Path.Combine(SharedFolder.Repository, "models")).Select(folder => Path.Combine(folder, "model.emb")))
        {
            string fits = CliRun.Of("inspect", model, "--board", board, "--json").Json.GetProperty("fit").GetProperty("fits").GetString()!;

            CliRun run = CliRun.Of("flash", "--board", board, "--port", "/dev/embedded-none", "--nanoff", Nanoff(), "--model", model, "--slot", "0", "--dry-run");

            if (fits == "no")
            {
                run.AssertFails(ExitCode.BadInput, $"on the {board} board (native: ");
            }
            else
            {
                Assert.Equal(ExitCode.Ok, run.Code);
                Assert.Equal(fits == "perhaps", run.Error.Contains($"{board} board may not have the memory for the model", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Run_ModelForTheNativeEngineAlone_IsDoubtedUnderNanoFrameworksOwnFirmware()
    {
        string model = Path.Combine(SharedFolder.Repository, "models", "flowers-tuned-96", "model.emb");

        CliRun run = CliRun.Of("flash", "--board", "ttgo-t-journal", "--port", "/dev/embedded-none", "--nanoff", Nanoff(), "--stock", "--model", model, "--dry-run");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("nanoFramework's own firmware has only the C# engine, which has no memory for the model on the ttgo-t-journal board (csharp: model, arena", run.Error);
        Assert.Contains("embedded inspect", run.Error);
    }

    /// <summary>A file in place of nanoff that is never run.</summary>
    private string Nanoff()
    {
        File.WriteAllText(_folder.Path("nanoff"), "");
        return _folder.Path("nanoff");
    }

    /// <summary>A shell script in place of nanoff, which logs its arguments.</summary>
    private string StandIn(string script, string version = "nanoff 2.5.131+0123abcd")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for nanoff is a shell script");
        string path = _folder.Path("nanoff.sh");
        File.WriteAllText(path, $"#!/bin/sh\nif [ \"$1\" = --version ]; then echo '{version}' >&2; exit 0; fi\necho \"$@\" >> '{_folder.Path("log")}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private string App()
    {
        byte[] core = new NanoAssemblyBuilder("mscorlib", "1.17.11.0") { NativeChecksum = 0x1549C856 }.Build();
        byte[] app = new NanoAssemblyBuilder("App", "0.1.0.0") { IsExecutable = true }.Needs("mscorlib", "1.17.11.0").Build();
        File.WriteAllBytes(_folder.Path("app.bin"), [.. core, .. app]);
        return _folder.Path("app.bin");
    }

    private string Firmware()
    {
        Directory.CreateDirectory(_folder.Path("build"));
        File.WriteAllBytes(_folder.Path("build", "nanoCLR.bin"), [0xE9, 0, 0, 0]);
        return _folder.Path("build");
    }

    /// <summary>The file of a deploy command.</summary>
    private static string SlotFile(string command) => command.Split(" --image ")[1].Split(" --address ")[0].Trim('"');
}
