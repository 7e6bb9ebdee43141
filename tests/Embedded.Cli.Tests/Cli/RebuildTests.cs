// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Cli.Rebuilding;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Tests;

public sealed class RebuildTests : IDisposable
{
    private const string Small = "--width 0.1 --size 32 --batch 8 --epochs";
    private const string Draw = "embedded data synth flowers --train 10 --val 2 --size 32";
    private const string Teach = $"embedded train flowers/train --out teacher {Small} 1";
    private const string Learn = $"embedded train flowers/train --out student {Small} 2 --teacher teacher --teacher-views 1";
    private const string Quantize = "embedded quantize student --calibration flowers/train --method min-max --pictures 8 --out model.emb";
    private const string Smooth = "embedded set model.emb smoothing=1";
    private const string Measure = "embedded eval model.emb flowers/val";

    private readonly TestFolder _folder = new();

    public RebuildTests()
    {
        Directory.CreateDirectory(_folder.Path("work"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_AllSteps_MakeTheModelOnceAndArePassedOverThen()
    {
        Commands(Draw, Teach, Learn, Quantize, Smooth, Measure);

        CliRun first = Rebuild();
        byte[] model = File.ReadAllBytes(Work("model.emb"));
        byte[] student = File.ReadAllBytes(Work("student", "best.ckpt"));
        CliRun second = Rebuild("--json");

        Assert.True(first.Code == ExitCode.Ok, first.Error);
        Assert.Contains($"step 3 of 6: embedded train {Work("flowers/train")} --out {Work("student")} --width 0.1", first.Error);
        Assert.Contains("epoch 2/2 ", first.Error);
        Assert.Contains($"The new model is {Work("model.emb")}", first.Out);
        Assert.Contains("The card says 70.0 % int8, 7 of 10 pictures: drawn. Compare with", first.Out);
        Assert.Equal($"  embedded eval {Work("model.emb")} {Work("flowers/val")}", first.Lines[^1]);
        Assert.Equal(1, EmbFile.Load(Work("model.emb")).Model.Decision.Smoothing);

        Assert.Equal(ExitCode.Ok, second.Code);
        Assert.Equal(["pass-over", "pass-over", "pass-over", "pass-over", "pass-over", "run"], Actions(second));
        Assert.Contains($"step 4 of 6 passed over, {Work("model.emb")} is there: embedded quantize ", second.Error);
        Assert.Equal((Work("model.emb"), 7), (second.Json.GetProperty("file").GetString(), second.Json.GetProperty("int8Correct").GetInt32()));
        Assert.True(second.Json.GetProperty("totalSeconds").GetDouble() > second.Json.GetProperty("seconds").GetDouble());
        Assert.Equal(model, File.ReadAllBytes(Work("model.emb")));
        Assert.Equal(student, File.ReadAllBytes(Work("student", "best.ckpt")));

        Directory.Delete(Work("teacher"), recursive: true);
        Rebuild().AssertFails(ExitCode.BadInput, $"{Work("student")}, which step 3 of mine makes, is there already but is older than {Work("teacher")}");
    }

    [Fact]
    public void Run_StoppedInTraining_GoesOnToTheSameNetwork()
    {
        string train = $"embedded train flowers --out run {Small} 8";
        _folder.Flowers("work/flowers", perClass: 6, size: 32);
        _folder.Flowers("whole/flowers", perClass: 6, size: 32);
        Commands(train);
        using var stop = new CancellationTokenSource();
        using var watcher = new Timer(_ =>
        {
            if (File.Exists(Work("run", "best.ckpt")))
            {
                stop.Cancel();
            }
        }, null, 0, 5);

        CliRun stopped = CliRun.Of(stop.Token, "models", _folder.Path("mine"), "--rebuild", "--in", _folder.Path("work"), "--threads", "2");
        Assert.SkipWhen(stopped.Code == ExitCode.Ok, "the training was over before it was stopped");
        CliRun resumed = Rebuild("--threads", "2");
        CliRun whole = CliRun.Of("models", _folder.Path("mine"), "--rebuild", "--in", _folder.Path("whole"), "--threads", "2", "--quiet");

        Assert.Equal(ExitCode.Cancelled, stopped.Code);
        Assert.Contains("The same rebuild command goes on with step 1 of 1.", stopped.Error);
        Assert.True(resumed.Code == ExitCode.Ok, resumed.Error);
        Assert.Contains("--resume", resumed.Error);
        Assert.DoesNotContain("epoch 1/8 ", resumed.Error);
        Assert.Equal(ExitCode.Ok, whole.Code);
        Assert.DoesNotContain("step 1", whole.Error);
        Assert.DoesNotContain("epoch", whole.Error);
        Assert.Equal(File.ReadAllBytes(_folder.Path("whole", "run", "best.ckpt")), File.ReadAllBytes(Work("run", "best.ckpt")));
    }

    [Fact]
    public void Run_MissingInputs_AreNamedBeforeAnythingRuns()
    {
        Commands(Draw, $"{Teach} --init pretrained/net.tflite", "embedded train photos --out other --recipe teacher/recipe.json");

        CliRun run = Rebuild();

        run.AssertFails(ExitCode.BadInput, $"pretrained/net.tflite and photos are missing in {_folder.Path("work")}: put them there, {_folder.Path("mine", "card.md")} says where from");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path("work")));
    }

    [Fact]
    public void Run_FailingStep_EndsWithItsExitCodeAndGoesOnLater()
    {
        Commands(Draw, "embedded quantize run --calibration flowers/train --out model.emb", $"{Measure} --require 101");
        Directory.CreateDirectory(Work("run"));

        CliRun run = Rebuild();
        JsonElement error = Rebuild("--json").Json.GetProperty("error");

        Assert.Equal(ExitCode.BadInput, run.Code);
        string last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("error: step 2 of 3, embedded quantize ", last);
        Assert.Contains($"failed: {Work("run")} holds no training run", last);
        Assert.EndsWith("once that is mended, the same rebuild command goes on with this step", last);
        Assert.Equal(ExitCode.BadInput, error.GetProperty("code").GetInt32());
        Assert.StartsWith("step 2 of 3", error.GetProperty("message").GetString());

        File.Copy(_folder.Model(), Work("model.emb"));
        Commands($"{Measure} --require 100");
        Assert.Equal(ExitCode.CheckFailed, Rebuild().Code);
    }

    [Fact]
    public void Run_FilesOfOthers_AreNeitherTakenNorOverwritten()
    {
        _folder.Flowers("work/flowers/train", perClass: 6, size: 32);
        string train = $"embedded train flowers/train --out student {Small} 1";
        Commands(train, Quantize);
        byte[] other = File.ReadAllBytes(_folder.Model("work/model.emb"));

        Rebuild().AssertFails(ExitCode.BadInput, $"{Work("model.emb")}, which step 2 of mine makes, is there already but is older than {Work("student")}");
        Assert.False(Directory.Exists(Work("student")));

        File.Delete(Work("model.emb"));
        Assert.Equal(ExitCode.Ok, CliRun.Of(["train", Work("flowers/train"), "--out", Work("student"), .. Small.Split(' '), "1"]).Code);
        Assert.Contains("step 1 of 2 passed over", Rebuild().Error);
        File.WriteAllBytes(Work("model.emb"), other);
        Rebuild().AssertFails(ExitCode.BadInput, "is there already but was changed since; move it away");
        Assert.Equal(other, File.ReadAllBytes(Work("model.emb")));

        File.Delete(Work("mine.rebuild.json"));
        Rebuild().AssertFails(ExitCode.BadInput, "is there already but was not made by this rebuild");

        Commands(train + " --mixup 0.5", Quantize);
        Rebuild().AssertFails(ExitCode.BadInput, "was started with \"mixup\": 0.2, not \"mixup\": 0.5");
    }

    [Fact]
    public void Run_TrainingBegunFromElsewhere_SaysWhereItGoesOn()
    {
        _folder.Flowers("work/flowers/train", perClass: 6, size: 32);
        Commands(Teach, Learn);
        Assert.Equal(ExitCode.Ok, Rebuild().Code);
        string[] elsewhere = ["models", _folder.Path("mine"), "--rebuild", "--in", _folder.Path("work", "..", "work")];
        Assert.Contains("step 2 of 2 passed over", CliRun.Of(elsewhere).Error);

        File.WriteAllText(Work("student", "metrics.jsonl"), File.ReadLines(Work("student", "metrics.jsonl")).First() + "\n"); // as if stopped after an epoch

        CliRun.Of(elsewhere).AssertFails(ExitCode.BadInput, "so it can only go on from the folder and with the --in that it was begun with");
        Assert.Contains("--resume", Rebuild().Error);
    }

    [Theory]
    [InlineData("embedded flash --board esp32-cam --port x", "a rebuild runs only data synth, ")]
    [InlineData("embedded train photos", "--out")]
    [InlineData("rm -r photos", "it does not begin with embedded")]
    public void Run_CommandThatIsNoStep_IsRefused(string command, string sentence)
    {
        Commands(Measure, command);

        Rebuild().AssertFails(ExitCode.BadInput, $"{_folder.Path("mine", "model.json")}: command 2, {command}, cannot be run: ").AssertFails(ExitCode.BadInput, sentence);
    }

    [Fact]
    public void Run_WrongCombinations_AreUsageErrors()
    {
        Commands();

        Rebuild().AssertFails(ExitCode.BadInput, "names no commands");
        CliRun.Of("models", "--rebuild").AssertFails(ExitCode.Usage, "name it");
        CliRun.Of("models", "first-light", "--in", _folder.Path("work")).AssertFails(ExitCode.Usage, "give --rebuild too");
        CliRun.Of("models", "first-light", "--rebuild", "--in", _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "there is no folder");
        CliRun.Of("models", "tulips", "--rebuild").AssertFails(ExitCode.Usage, "no model \"tulips\"");
    }

    private string Work(params string[] parts) => Path.Combine([_folder.Path("work"), .. parts]);

    private CliRun Rebuild(params string[] options) => CliRun.Of(["models", _folder.Path("mine"), "--rebuild", "--in", _folder.Path("work"), .. options]);

    private void Commands(params string[] commands)
    {
        Directory.CreateDirectory(_folder.Path("mine"));
        File.WriteAllText(_folder.Path("mine", "model.json"), JsonSerializer.Serialize(new { schema = 1, data = "drawn", pictures = 10, int8Correct = 7, commands }));
    }

    private static IEnumerable<string?> Actions(CliRun run) => run.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("action").GetString());
}
