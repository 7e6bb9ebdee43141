// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class DecideTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Pictures_WritesTheSettingsIntoTheModel()
    {
        string model = Model();
        string data = Colours(20);

        CliRun run = CliRun.Of("decide", model, data, "--false-alarms", "10", "--json");

        Assert.Equal(ExitCode.Ok, run.Code);
        JsonElement after = run.Json.GetProperty("after");
        EmbFile file = EmbFile.Load(model);
        Assert.Equal(after.GetProperty("threshold").GetInt32(), file.Model.Decision.Threshold);
        Assert.Equal(after.GetProperty("smoothing").GetInt32(), file.Model.Decision.Smoothing);
        Assert.Equal(run.Json.GetProperty("crc32").GetString(), $"{file.Model.Crc:x8}");
        Assert.Equal((true, true, 60, 0), (run.Json.GetProperty("written").GetBoolean(), run.Json.GetProperty("rateMet").GetBoolean(), run.Json.GetProperty("pictures").GetInt32(), run.Json.GetProperty("changedScores").GetInt32()));
        Assert.InRange(after.GetProperty("pictures").GetProperty("falseAlarms").GetDouble(), 0, 0.1);
        Assert.Equal(101, run.Json.GetProperty("coverage").GetArrayLength());
        Assert.Equal([1, 2, 4, 8], run.Json.GetProperty("smoothing").EnumerateArray().Select(row => row.GetProperty("smoothing").GetInt32()));

        // What eval finds is what decide said.
        JsonElement eval = CliRun.Of("eval", model, data, "--json").Json;
        JsonElement own = eval.GetProperty("coverage")[file.Model.Decision.Threshold];
        Assert.Equal(file.Model.Decision.Threshold, eval.GetProperty("threshold").GetInt32());
        Assert.Equal(after.GetProperty("pictures").GetRawText(), own.GetRawText());
        Assert.Equal(after.GetProperty("calibrationError").GetDouble(), eval.GetProperty("calibrationError").GetDouble(), 1e-12);
    }

    [Fact]
    public void Run_Twice_ChangesNothingMore()
    {
        string model = Model();
        string data = Colours(20);
        CliRun.Of("decide", model, data, "--false-alarms", "10");
        byte[] once = File.ReadAllBytes(model);

        CliRun run = CliRun.Of("decide", model, data, "--false-alarms", "10");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("temperature 1.00,", run.Lines[0]);
        Assert.Equal(once, File.ReadAllBytes(model));
    }

    [Fact]
    public void Run_Out_LeavesTheModelAlone()
    {
        string model = Model();
        byte[] before = File.ReadAllBytes(model);

        CliRun run = CliRun.Of("decide", model, Colours(20), "--false-alarms", "10", "--out", _folder.Path("new", "chosen.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(before, File.ReadAllBytes(model));
        Assert.NotEqual(before, File.ReadAllBytes(_folder.Path("new", "chosen.emb")));
        Assert.All(new[] { "before", "after", "coverage", "false alarms", "calibration error", "at equal coverage", "delay", "chosen" }, part => Assert.Contains(part, run.Out));
    }

    [Fact]
    public void Run_ThenSimulate_SaysUnknownBelowTheChosenThreshold()
    {
        string model = Model();
        int threshold = CliRun.Of("decide", model, Colours(20), "--false-alarms", "10", "--json").Json.GetProperty("after").GetProperty("threshold").GetInt32();
        Directory.CreateDirectory(_folder.Path("camera"));
        Save(_folder.Path("camera", "1.png"), [250, 100, 100]);
        Save(_folder.Path("camera", "2.png"), [105, 100, 100]);

        string[] lines = CliRun.Of("simulate", model, "--frames", _folder.Path("camera"), "--repeats", "8").Lines;

        string[] predictions = [.. lines.Where(line => line.StartsWith('>'))];
        Assert.Equal(16, predictions.Length);
        Assert.InRange(threshold, 45, 90);
        Assert.Matches(@"^> \d+ red 1?\d\d% ", predictions[7]);
        Assert.Matches(@"^> \d+ unknown red [34]\d% ", predictions[15]);
        Assert.Contains(lines, line => line.Contains($"threshold={threshold} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_UnknownPictures_CountAsFalseAlarms()
    {
        Directory.CreateDirectory(_folder.Path("nothing"));
        for (int index = 0; index < 12; index++)
        {
            Save(_folder.Path("nothing", $"{index}.png"), [(byte)(120 + 10 * index), 120, 120]);
        }

        JsonElement json = CliRun.Of("decide", Model(), Colours(20), "--unknown", _folder.Path("nothing"), "--false-alarms", "10", "--json").Json;

        Assert.Equal(12, json.GetProperty("unknownPictures").GetInt32());
        JsonElement unknown = json.GetProperty("before").GetProperty("unknown");
        Assert.Equal((12, 0.0), (unknown.GetProperty("frames").GetInt32(), unknown.GetProperty("accuracy").GetDouble()));
        Assert.Equal(72, json.GetProperty("after").GetProperty("pictures").GetProperty("frames").GetInt32());
    }

    [Fact]
    public void Run_RateThatCannotBeMet_SaysTheBestAndWritesNothing()
    {
        string model = Model();
        byte[] before = File.ReadAllBytes(model);
        string data = Colours(20);
        Directory.Move(Path.Combine(data, "red"), Path.Combine(data, "x"));
        Directory.Move(Path.Combine(data, "blue"), Path.Combine(data, "red"));
        Directory.Move(Path.Combine(data, "x"), Path.Combine(data, "blue"));

        CliRun run = CliRun.Of("decide", model, data, "--false-alarms", "0.1");

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("no threshold keeps false alarms at 0.1 %; the least is", run.Error);
        Assert.Equal(before, File.ReadAllBytes(model));
    }

    [Fact]
    public void Run_ValPercent_TakesWhatTrainingHeldOut()
    {
        string data = Colours(20);

        JsonElement json = CliRun.Of("decide", Model(), data, "--val-percent", "30", "--false-alarms", "40", "--json").Json;

        Assert.Equal(Dataset.OpenSplit(data, null, 30).Validation.Samples.Count, json.GetProperty("pictures").GetInt32());
    }

    [Fact]
    public void Run_FewPicturesAndAMissingClass_Warns()
    {
        string data = Colours(5);
        Directory.Delete(Path.Combine(data, "blue"), recursive: true);

        CliRun run = CliRun.Of("decide", Model(), data, "--false-alarms", "50");

        Assert.Contains("10 pictures are few", run.Error);
        Assert.Contains("has no pictures of blue", run.Error);
    }

    [Fact]
    public void Run_UnusableInput_IsRefusedInOneSentence()
    {
        string data = Colours(2);
        string model = Model();
        byte[] before = File.ReadAllBytes(model);
        File.WriteAllBytes(_folder.Path("bare.emb"), EmbWriter.Write(ColourNetwork.WithScores() with { Labels = [] }));
        string scores = _folder.Path("scores.emb");
        Assert.Equal(ExitCode.Ok, CliRun.Of("import", _folder.Scores(), "--no-softmax", "--out", scores).Code);
        Directory.CreateDirectory(_folder.Path("empty"));
        File.WriteAllText(_folder.Path("text.emb"), "no model");

        CliRun.Of("decide", _folder.Path("bare.emb"), data).AssertFails(ExitCode.BadInput, "has no labels");
        CliRun.Of("decide", scores, data).AssertFails(ExitCode.BadInput, "scores, not probabilities");
        CliRun.Of("decide", _folder.TfLite(model), data).AssertFails(ExitCode.BadInput, "a .tflite file has no settings");
        CliRun.Of("decide", _folder.Path("text.emb"), data).AssertFails(ExitCode.BadInput, "text.emb");
        CliRun.Of("decide", model, _folder.Flowers()).AssertFails(ExitCode.BadInput, "does not know the class \"daisy\"");
        CliRun.Of("decide", model, _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "no folder");
        CliRun.Of("decide", model, data, "--unknown", _folder.Path("empty")).AssertFails(ExitCode.BadInput, "has no pictures");
        CliRun.Of("decide", model, data, "--false-alarms", "0").AssertFails(ExitCode.Usage, "above 0 and below 100");
        CliRun.Of("decide", model, data, "--false-alarms", "100").AssertFails(ExitCode.Usage, "above 0 and below 100");
        CliRun.Of("decide", model, data, "--false-alarms", "few").AssertFails(ExitCode.Usage, "a number is expected");
        CliRun.Of("decide", model, data, "--out", _folder.Path("chosen.txt")).AssertFails(ExitCode.Usage, ".emb");
        Assert.Equal(before, File.ReadAllBytes(model));
    }

    [Fact]
    public void Run_UnreadablePictures_AreLeftOut()
    {
        string data = Colours(20);
        File.WriteAllText(Path.Combine(data, "red", "broken.jpg"), "no picture");

        CliRun run = CliRun.Of("decide", Model(), data, "--false-alarms", "10", "--json");

        Assert.Equal(60, run.Json.GetProperty("pictures").GetInt32());
        Assert.Equal("red/broken.jpg", Assert.Single(run.Json.GetProperty("skipped").EnumerateArray()).GetProperty("path").GetString());
    }

    private string Model()
    {
        File.WriteAllBytes(_folder.Path("model.emb"), EmbWriter.Write(ColourNetwork.WithScores()));
        return _folder.Path("model.emb");
    }

    /// <summary>Pictures of one colour each, some so pale that they are taken for another class.</summary>
    private string Colours(int perClass)
    {
        var random = new Random(5);
        for (int label = 0; label < 3; label++)
        {
            Directory.CreateDirectory(_folder.Path("colours", ColourNetwork.Labels[label]));
            for (int index = 0; index < perClass; index++)
            {
                byte[] colour = [100, 100, 100];
                colour[label] += (byte)random.Next(80);
                colour[(label + 1) % 3] += (byte)random.Next(60);
                Save(_folder.Path("colours", ColourNetwork.Labels[label], $"{index}.png"), colour);
            }
        }

        return _folder.Path("colours");
    }

    private static void Save(string path, byte[] colour) =>
        PictureFile.SavePng(new Picture(32, 32, [.. Enumerable.Repeat(colour, 32 * 32).SelectMany(pixel => pixel)]), path);
}
