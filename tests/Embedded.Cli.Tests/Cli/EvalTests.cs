// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Data.Synth;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class EvalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Json_CountsEveryPictureOnce()
    {
        JsonElement json = CliRun.Of("eval", _folder.Model(), _folder.Flowers(perClass: 3), "--json").Json;

        Assert.Equal(15, json.GetProperty("pictures").GetInt32());
        JsonElement[] rows = [.. json.GetProperty("confusion").EnumerateArray()];
        Assert.All(rows, row => Assert.Equal(3, row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(json.GetProperty("correct").GetInt32(), Enumerable.Range(0, 5).Sum(label => rows[label][label].GetInt32()));
        Assert.Equal(json.GetProperty("correct").GetInt32() / 15.0, json.GetProperty("accuracy").GetDouble());
        Assert.Equal(["daisy", "dandelion", "rose", "sunflower", "tulip"], json.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()));
    }

    [Fact]
    public void Run_SeveralRuns_DecideTogether()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string one = ReportRun.Create(_folder.Path("one"));
        string other = ReportRun.Create(_folder.Path("other"), seed: 6);

        JsonElement alone = CliRun.Of("eval", one, flowers, "--json").Json;
        JsonElement together = CliRun.Of("eval", one, flowers, "--with", other, "--mirror", "--json").Json;

        Assert.Equal("float network", alone.GetProperty("engine").GetString());
        Assert.Equal("2 float networks together, mirror images too", together.GetProperty("engine").GetString());
        Assert.NotEqual(alone.GetProperty("confusion").GetRawText(), together.GetProperty("confusion").GetRawText());
        Assert.Equal(alone.GetProperty("confusion").GetRawText(), CliRun.Of("eval", one, flowers, "--with", one, "--json").Json.GetProperty("confusion").GetRawText());
    }

    [Fact]
    public void Run_ModelWithOthers_IsAUsageError() =>
        CliRun.Of("eval", _folder.Model(), _folder.Flowers(), "--mirror").AssertFails(ExitCode.Usage, "for float networks");

    [Fact]
    public void Run_AnyNumberOfThreads_FindsTheSame()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 4);

        string Confusion(string threads) => CliRun.Of("eval", model, flowers, "--json", "--threads", threads).Json.GetProperty("confusion").GetRawText();

        Assert.Equal(Confusion("1"), Confusion("3"));
    }

    [Fact]
    public void Run_Text_ShowsAccuracyRatesAndMatrix()
    {
        CliRun run = CliRun.Of("eval", _folder.Model(), _folder.Flowers());

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(new[] { "accuracy", "precision", "recall", "Confusion", "sunflower" }, part => Assert.Contains(part, run.Out));
    }

    [Fact]
    public void Run_Plot_DrawsTheMatrixWithATitle()
    {
        CliRun.Of("eval", _folder.Model(), _folder.Flowers(), "--plot", _folder.Path("confusion.png"));

        PlotAssert.HasTitle(_folder.Path("confusion.png"));
    }

    [Fact]
    public void Run_Reliability_DrawsThreePlotsWithTitles()
    {
        CliRun.Of("eval", _folder.Model(), _folder.Flowers(perClass: 4), "--reliability", _folder.Path("reliability.png"));

        PlotAssert.HasTitle(_folder.Path("reliability.png"));
        Assert.Equal(1350, Embedded.Data.PictureFile.Load(_folder.Path("reliability.png")).Width);
    }

    [Fact]
    public void Run_Coverage_MarksTheModelsOwnThreshold()
    {
        string model = _folder.Model();
        CliRun.Of("set", model, "threshold=37");

        CliRun run = CliRun.Of("eval", model, _folder.Flowers());
        JsonElement json = CliRun.Of("eval", model, _folder.Flowers(), "--json").Json;

        Assert.Contains("37 %", Assert.Single(run.Lines, line => line.Contains("the model's own", StringComparison.Ordinal)));
        Assert.Contains("expected calibration error", run.Out);
        Assert.Equal(37, json.GetProperty("threshold").GetInt32());
        JsonElement[] points = [.. json.GetProperty("coverage").EnumerateArray()];
        Assert.Equal(Enumerable.Range(0, 101), points.Select(point => point.GetProperty("threshold").GetInt32()));
        Assert.Equal(json.GetProperty("accuracy").GetDouble(), points[0].GetProperty("accuracy").GetDouble());
        Assert.Equal(10, json.GetProperty("reliability").EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void Run_TfLite_HasTheSameCoverage()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers();

        string Coverage(string file) => CliRun.Of("eval", file, flowers, "--json").Json.GetProperty("coverage").GetRawText();

        Assert.Equal(Coverage(model), Coverage(_folder.TfLite(model)));
    }

    [Fact]
    public void Run_ScoresWithoutSoftmax_HaveNoCoverage()
    {
        string scores = _folder.Path("scores.emb");
        CliRun.Of("import", _folder.Scores(), "--no-softmax", "--out", scores);

        CliRun run = CliRun.Of("eval", scores, _folder.Flowers(), "--json");

        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("coverage").ValueKind);
        Assert.Equal(10, run.Json.GetProperty("pictures").GetInt32());
        CliRun.Of("eval", scores, _folder.Flowers(), "--reliability", _folder.Path("r.png")).AssertFails(ExitCode.BadInput, "leave --reliability out");
    }

    [Fact]
    public void Run_AccuracyBelowTheRequired_FailsTheCheck()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers();

        CliRun run = CliRun.Of("eval", model, flowers, "--require", "100.5", "--json");

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("below the required 100.5 %", run.Error);
        Assert.Equal(10, run.Json.GetProperty("pictures").GetInt32());
        Assert.Equal(ExitCode.Ok, CliRun.Of("eval", model, flowers, "--require", "0").Code);
    }

    [Fact]
    public void Run_CorruptPicture_IsListedWithItsReasonAndSkipped()
    {
        string flowers = _folder.Flowers();
        File.WriteAllText(Path.Combine(flowers, "rose", "broken.jpg"), "no picture");

        CliRun run = CliRun.Of("eval", _folder.Model(), flowers, "--json");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(10, run.Json.GetProperty("pictures").GetInt32());
        Assert.Equal("rose/broken.jpg", Assert.Single(run.Json.GetProperty("skipped").EnumerateArray()).GetProperty("path").GetString());
        Assert.Contains("broken.jpg: the file is neither a JPEG nor a PNG picture", run.Error);
    }

    [Fact]
    public void Run_Without_LeavesListedPicturesOut()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 3);
        File.WriteAllText(_folder.Path("wrong.txt"), "# drawings\nrose/0.png\nflowers/tulip/2.png\ntrain/rose/1.png\n");

        JsonElement json = CliRun.Of("eval", model, flowers, "--without", _folder.Path("wrong.txt"), "--json").Json;
        CliRun text = CliRun.Of("eval", model, flowers, "--without", _folder.Path("wrong.txt"));

        Assert.Equal([3, 3, 2, 3, 2], json.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("pictures").GetInt32()));
        Assert.Equal(2, json.GetProperty("without").GetProperty("pictures").GetInt32());
        Assert.Contains($"without the 2 pictures of {_folder.Path("wrong.txt")}", text.Out.Replace("\n", " "));
        Assert.Equal(JsonValueKind.Null, CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("without").ValueKind);
    }

    [Fact]
    public void Run_WithoutUselessList_IsRefused()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers();
        File.WriteAllText(_folder.Path("other.txt"), "rose/99.png\n");
        File.WriteAllText(_folder.Path("all.txt"), "rose/0.png\nrose/1.png\n");

        CliRun.Of("eval", model, flowers, "--without", _folder.Path("other.txt")).AssertFails(ExitCode.BadInput, "names no picture of");
        CliRun.Of("eval", model, flowers, "--without", _folder.Path("all.txt")).AssertFails(ExitCode.BadInput, "names all pictures of class rose");
        CliRun.Of("eval", model, flowers, "--without", _folder.Path("nosuch.txt")).AssertFails(ExitCode.BadInput, "cannot be read");
    }

    [Fact]
    public void Run_UnusableDataSet_IsRefusedInOneSentence()
    {
        string model = _folder.Model();
        Directory.CreateDirectory(_folder.Path("empty", "rose"));
        Directory.CreateDirectory(_folder.Path("single"));
        string flowers = _folder.Flowers();
        Directory.Move(Path.Combine(flowers, "rose"), _folder.Path("single", "rose"));
        string oaks = _folder.Flowers("oaks", perClass: 1);
        Directory.Move(Path.Combine(oaks, "rose"), Path.Combine(oaks, "oak"));

        CliRun.Of("eval", model, _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "no folder");
        CliRun.Of("eval", model, _folder.Path("empty")).AssertFails(ExitCode.BadInput, "no pictures");
        CliRun.Of("eval", model, _folder.Path("single")).AssertFails(ExitCode.BadInput, "single class");
        CliRun.Of("eval", model, oaks).AssertFails(ExitCode.BadInput, "does not know the class \"oak\"");
    }

    [Fact]
    public void Run_ManyClasses_ShowsOnlyThoseThatOccur()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(7, size: 32, classes: 1001);
        string[] labels = [.. Enumerable.Range(0, 996).Select(index => $"other{index}"), .. SyntheticFlowers.Labels];
        File.WriteAllBytes(_folder.Path("many.emb"), EmbWriter.Write(graph with { Labels = labels }));
        string flowers = _folder.Flowers();

        CliRun run = CliRun.Of("eval", _folder.Path("many.emb"), flowers);
        Directory.Move(Path.Combine(flowers, "rose"), Path.Combine(flowers, "oak"));
        CliRun unknown = CliRun.Of("eval", _folder.Path("many.emb"), flowers).AssertFails(ExitCode.BadInput, "does not know the class \"oak\"");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.InRange(run.Lines.Length, 10, 60);
        Assert.All(SyntheticFlowers.Labels, label => Assert.Contains(label, run.Out));
        Assert.Contains("classes without pictures", run.Out);
        Assert.InRange(unknown.Error.Length, 1, 1000);
        Assert.Contains("and 993 more", unknown.Error);
    }

    [Fact]
    public void Run_ModelWithoutLabels_SaysWhatItsOutputsWereTakenFor()
    {
        File.WriteAllBytes(_folder.Path("bare.emb"), EmbWriter.Write(RandomGraph.MobileNet(7, size: 32) with { Labels = [] }));

        CliRun run = CliRun.Of("eval", _folder.Path("bare.emb"), _folder.Flowers());

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("bare.emb has no labels", run.Error);
        Assert.Contains("daisy, dandelion, rose, sunflower, tulip", run.Error);
    }

    [Fact]
    public void Run_LongLabel_IsCutWithDots()
    {
        string flowers = _folder.Flowers();
        string name = new('r', 120);
        Directory.Move(Path.Combine(flowers, "rose"), Path.Combine(flowers, name));
        File.WriteAllBytes(_folder.Path("long.emb"), EmbWriter.Write(RandomGraph.MobileNet(7, size: 32) with { Labels = ["daisy", "dandelion", name, "sunflower", "tulip"] }));

        CliRun run = CliRun.Of("eval", _folder.Path("long.emb"), flowers);

        Assert.Contains(new string('r', 38) + "..", run.Out);
        Assert.DoesNotContain(new string('r', 39), run.Out);
    }
}
