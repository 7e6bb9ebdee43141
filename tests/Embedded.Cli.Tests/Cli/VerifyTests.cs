// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Data.Synth;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Recording_IsEqual()
    {
        string model = Model();
        CliRun run = CliRun.Of("verify", "--port", Record(model), "--model", model);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.EndsWith("0 of 25 logits differ in 5 frames", run.Out.TrimEnd());
        Assert.Contains("preprocessing", run.Out);
        Assert.Contains("depthwise 3x3", run.Out);
        Assert.DoesNotContain("first difference", run.Out);
    }

    [Fact]
    public void Run_DamagedRecording_CountsWhatWasPassedOverByKind()
    {
        string model = Model();
        string recording = Record(model);
        string[] lines = File.ReadAllLines(recording);
        string[] lost = ["f 1 36 ", "f 2 end", "t 3 1 "];
        lines = [.. lines.Where(line => !lost.Any(start => line.StartsWith(start, StringComparison.Ordinal)))];
        File.WriteAllLines(recording, [.. lines, "f 5 start size=96x96 format=rgb565be bytes=18432"]);

        Assert.EndsWith("0 of 10 logits differ in 2 frames; passed over: 2 torn, 1 with a damaged trace, 1 unfinished", CliRun.Of("verify", "--port", recording, "--model", model).Out.TrimEnd());
    }

    [Fact]
    public void Run_Json_HasTheStages()
    {
        string model = Model();
        CliRun run = CliRun.Of("verify", "--port", Record(model), "--model", model, "--frames", "2", "--json");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal("equal", run.Json.GetProperty("verdict").GetString());
        Assert.Equal(2, run.Json.GetProperty("frames").GetProperty("checked").GetInt32());
        Assert.Equal(run.Json.GetProperty("modelCrc").GetString(), run.Json.GetProperty("boardCrc").GetString());
        JsonElement stage = run.Json.GetProperty("stages")[0];
        Assert.Equal(("preprocessing", 2, 0), (stage.GetProperty("stage").GetString(), stage.GetProperty("equal").GetInt32(), stage.GetProperty("different").GetInt32()));
    }

    [Fact]
    public void Run_BoardThatComputesOtherwise_NamesTheOperatorAndSavesTheFrames()
    {
        string model = Model();
        string recording = Record(Model("other.emb", seed: 8));
        File.WriteAllLines(recording, File.ReadAllLines(recording).Where(line => line[0] != '#')); // the boot was not heard

        CliRun run = CliRun.Of("verify", "--port", recording, "--model", model, "--save", _folder.Path("differing"), "--json");

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Equal("differs", run.Json.GetProperty("verdict").GetString());
        JsonElement difference = run.Json.GetProperty("differences")[0];
        Assert.Equal(("operator", 0, "operator 0, conv 3x3 /2"), (difference.GetProperty("stage").GetString(), difference.GetProperty("operator").GetInt32(), difference.GetProperty("name").GetString()));
        Assert.Equal(5, Directory.GetFiles(_folder.Path("differing")).Length);
        Assert.Equal((96, 96), Size(_folder.Path("differing", "frame-000000.png")));
        Assert.Contains("boot was not heard", run.Error);
        Assert.Contains("first difference", CliRun.Of("verify", "--port", recording, "--model", model).Out);
    }

    [Fact]
    public void Run_OtherModel_IsRefused() =>
        CliRun.Of("verify", "--port", Record(Model("other.emb", seed: 8)), "--model", Model()).AssertFails(ExitCode.BadInput, "give the file that was flashed");

    [Theory]
    [InlineData("print-frames=on", "print-trace=off", "print-trace=on`")]
    [InlineData("print-frames=off", "print-trace=on", "print-frames=on`")]
    [InlineData("print-frames=off", "print-trace=off", "print-frames=on print-trace=on`")]
    public void Run_SettingOff_CannotTellAndNamesIt(string frames, string trace, string expected)
    {
        string model = Model();
        CliRun.Of("set", model, frames, trace);

        CliRun.Of("verify", "--port", Record(model), "--model", model).AssertFails(ExitCode.BadInput, $"embedded set {model} {expected}");
    }

    [Fact]
    public void Run_BadPort_IsOneSentence()
    {
        string model = Model();
        File.WriteAllText(_folder.Path("other.log"), "Hello from other firmware\n");
        File.WriteAllText(_folder.Path("empty.log"), "");

        CliRun.Of("verify", "--port", "/dev/ttyNoSuchPort", "--model", model).AssertFails(ExitCode.DeviceUnavailable, "/dev/ttyNoSuchPort");
        CliRun.Of("verify", "--port", "tcp://localhost:1", "--model", model).AssertFails(ExitCode.DeviceUnavailable, "start the board");
        CliRun.Of("verify", "--port", "tcp://localhost", "--model", model).AssertFails(ExitCode.Usage, "tcp://localhost:7000");
        CliRun.Of("verify", "--port", _folder.Path("other.log"), "--model", model).AssertFails(ExitCode.BadInput, "no line of a board's console");
        CliRun.Of("verify", "--port", _folder.Path("empty.log"), "--model", model).AssertFails(ExitCode.BadInput, "is empty");
        CliRun.Of("verify", "--port", _folder.Path(), "--model", model).AssertFails(ExitCode.BadInput, "is a folder");
        CliRun.Of("verify", "--port", _folder.Path("empty.log"), "--model", _folder.Path("nosuch.emb")).AssertFails(ExitCode.BadInput, "no such file");
    }

    [Fact]
    public void Run_SaveWhereNoFolderCanBe_IsOneSentence()
    {
        string recording = Record(Model("other.emb", seed: 8));
        File.WriteAllLines(recording, File.ReadAllLines(recording).Where(line => line[0] != '#'));
        File.WriteAllText(_folder.Path("file"), "");

        CliRun.Of("verify", "--port", recording, "--model", Model(), "--save", _folder.Path("file")).AssertFails(ExitCode.Usage, "cannot be a folder");
    }

    private static (int Width, int Height) Size(string path)
    {
        Picture picture = PictureFile.Load(path);
        return (picture.Width, picture.Height);
    }

    private string Model(string name = "model.emb", int seed = 7)
    {
        File.WriteAllBytes(_folder.Path(name), EmbWriter.Write(RandomGraph.MobileNet(seed, size: 32) with { Labels = [.. SyntheticFlowers.Labels] }));
        CliRun.Of("set", _folder.Path(name), "print-frames=on", "print-trace=on", "smoothing=2");
        return _folder.Path(name);
    }

    private string Record(string model)
    {
        CliRun run = CliRun.Of("simulate", model, "--frames", _folder.Flowers(perClass: 1));
        File.WriteAllText(_folder.Path("console.log"), run.Out, Encoding.ASCII);
        return _folder.Path("console.log");
    }
}
