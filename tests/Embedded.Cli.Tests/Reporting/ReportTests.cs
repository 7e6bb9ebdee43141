// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Embedded.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private static readonly string[] s_all = ["summary", "comparison", "confusion", "wrong", "right", "confidence", "training", "recipe", "quantization", "memory", "board"];
    private static readonly string[] s_fromRun = ["summary", "training", "recipe"];
    private static readonly string[] s_fromModel = ["quantization", "memory", "board"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Everything_HasEverySectionAndIsEscaped()
    {
        string run = ReportRun.Create(_folder.Path("R&D"));
        string flowers = _folder.Flowers(perClass: 3);
        string model = Quantize(run, flowers);

        CliRun result = CliRun.Of("report", run, "--model", model, "--data", flowers, "--calibration", flowers, "--frames", flowers, "--out", _folder.Path("r.html"), "--json");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.All(Missing(result), section => Assert.Null(section.Hint));
        Assert.Equal(["float", "int8", "int8, camera-like", "int8, camera frames"], result.Json.GetProperty("measured").EnumerateArray().Select(column => column.GetProperty("title").GetString()));
        string page = File.ReadAllText(_folder.Path("r.html"));
        Assert.Equal(result.Json.GetProperty("bytes").GetInt64(), new FileInfo(_folder.Path("r.html")).Length);
        Assert.Equal(s_all, Regex.Matches(page, "<section id=\"([a-z]+)\"").Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;", page);
        Assert.Contains("<h1>R&amp;D</h1>", page);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", page); // nothing from outside
        Assert.DoesNotContain("url(", page);
        Assert.DoesNotContain("somebody", page); // whose computer it was
        Assert.DoesNotContain(_folder.Path(), page);
        Assert.DoesNotContain("class=\"hint\"", page);
    }

    [Fact]
    public void Run_Accuracy_IsWhatEvalSays()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers(perClass: 4);
        string model = Quantize(run, flowers);

        JsonElement[] measured = [.. CliRun.Of("report", run, "--model", model, "--data", flowers, "--out", _folder.Path("r.html"), "--json").Json.GetProperty("measured").EnumerateArray()];

        double ofFloat = CliRun.Of("eval", run, flowers, "--json").Json.GetProperty("accuracy").GetDouble();
        double ofModel = CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("accuracy").GetDouble();
        double onCamera = CliRun.Of("eval", model, flowers, "--camera", "--json").Json.GetProperty("camera").GetProperty("accuracy").GetDouble();
        Assert.Equal([ofFloat, ofModel, onCamera], measured.Select(column => column.GetProperty("accuracy").GetDouble()));
        string page = File.ReadAllText(_folder.Path("r.html"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"<b>{100 * ofModel:0.0} %</b>"), page);
        int wrong = (int)Math.Round(20 * (1 - ofModel));
        Assert.Equal(wrong, Regex.Count(page, "taken for [a-z]+ [0-9]+ %\" loading")); // fewer than 24: all of them
    }

    [Fact]
    public void Run_SameInput_GivesTheSameBytesOnAnyNumberOfThreads()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers(perClass: 3);
        string model = Quantize(run, flowers);

        byte[] Page(string threads)
        {
            Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--model", model, "--data", flowers, "--calibration", flowers, "--threads", threads, "--out", _folder.Path("r.html")).Code);
            return File.ReadAllBytes(_folder.Path("r.html"));
        }

        Assert.Equal(Page("1"), Page("3"));
    }

    [Fact]
    public void Run_RunAlone_SaysWhichOptionsMakeTheRest()
    {
        string run = ReportRun.Create(_folder.Path("run"), hasNetwork: false);

        CliRun result = CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--json");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        foreach ((string id, string? hint) in Missing(result))
        {
            string? option = s_fromRun.Contains(id) ? null : s_fromModel.Contains(id) ? "--model" : "--data";
            Assert.Equal(option == null, hint == null);
            Assert.Contains(option ?? "", hint ?? "");
        }

        string page = File.ReadAllText(_folder.Path("r.html"));
        Assert.Contains("75.0 %", page); // the training's best
        Assert.Equal(s_all, Regex.Matches(page, "<section id=\"([a-z]+)\"").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Run_ModelWithoutCalibration_AsksForIt()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        File.Move(Quantize(run, _folder.Flowers()), Path.Combine(run, "model.emb"));

        (string, string?)[] missing = Missing(CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--json"));

        Assert.Contains("--calibration", Assert.Single(missing, section => section.Item1 == "quantization").Item2);
        Assert.Null(Assert.Single(missing, section => section.Item1 == "memory").Item2);
        Assert.Contains("without Quantization by layer: Give pictures", CliRun.Of("report", run, "--out", _folder.Path("r.html")).Out);
    }

    [Fact]
    public void Run_QuantizationAware_BringsItsOwnModel()
    {
        string run = ReportRun.Create(_folder.Path("run"), ReportRun.QuantizationAware);
        string flowers = _folder.Flowers();

        CliRun result = CliRun.Of("report", run, "--data", flowers, "--calibration", flowers, "--out", _folder.Path("r.html"), "--json");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.All(Missing(result), section => Assert.Null(section.Hint));
        Assert.Equal(ExitCode.Ok, CliRun.Of("quantize", run, "--out", _folder.Path("q.emb")).Code);
        Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--model", _folder.Path("q.emb"), "--data", flowers, "--calibration", flowers, "--out", _folder.Path("q.html")).Code);
        Assert.Equal(File.ReadAllBytes(_folder.Path("q.html")), File.ReadAllBytes(_folder.Path("r.html")));
        Assert.Equal(["not rounded", "int8", "int8, camera-like"], result.Json.GetProperty("measured").EnumerateArray().Select(column => column.GetProperty("title").GetString()));
    }

    [Fact]
    public void Run_ModelOfOtherWeights_IsWarnedAbout()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers();
        File.WriteAllBytes(_folder.Path("other.emb"), File.ReadAllBytes(Quantize(ReportRun.Create(_folder.Path("other"), seed: 6), flowers)));

        Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--model", _folder.Path("other.emb"), "--calibration", flowers, "--out", _folder.Path("r.html")).Code);

        Assert.Contains("class=\"warn\">The weights of ", File.ReadAllText(_folder.Path("r.html")));
    }

    [Fact]
    public void Run_EqualizedModel_IsComparedWithTheEqualizedNetwork()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers();
        string model = Quantize(run, flowers, "equalize");

        Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--model", model, "--calibration", flowers, "--out", _folder.Path("r.html")).Code);

        string page = File.ReadAllText(_folder.Path("r.html"));
        Assert.Contains("The model&#39;s channels were equalized.", page);
        Assert.DoesNotContain("class=\"warn\"", page);
    }

    [Fact]
    public void Run_NothingToReport_IsRefusedInOneSentenceAndWritesNothing()
    {
        string fresh = ReportRun.Create(_folder.Path("fresh"), epochs: 0, hasNetwork: false);
        string lost = ReportRun.Create(_folder.Path("lost"), hasNetwork: false);
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers();
        string other = _folder.Model("other.emb");
        string page = _folder.Path("r.html");

        CliRun.Of("report", fresh, "--out", page).AssertFails(ExitCode.BadInput, "has no finished epoch yet");
        CliRun.Of("report", flowers, "--out", page).AssertFails(ExitCode.BadInput, "holds no training run");
        CliRun.Of("report", lost, "--data", flowers, "--out", page).AssertFails(ExitCode.BadInput, "neither best.ckpt nor model.emb");
        CliRun.Of("report", run, "--model", other, "--out", page).AssertFails(ExitCode.BadInput, "other.emb is no model of");
        CliRun.Of("report", run, "--data", _folder.Path("nosuch"), "--out", page).AssertFails(ExitCode.BadInput, "no folder");

        Assert.False(File.Exists(page));
    }

    [Fact]
    public void Run_WrongCommandLine_IsAUsageError()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        string flowers = _folder.Flowers();

        CliRun.Of("report", run).AssertFails(ExitCode.Usage, "--out");
        CliRun.Of("report", run, "--out", _folder.Path("r.pdf")).AssertFails(ExitCode.Usage, ".html");
        CliRun.Of("report", run, "--out", _folder.Path("run")).AssertFails(ExitCode.Usage, "is the file that is read");
        CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--calibration", flowers).AssertFails(ExitCode.Usage, "--calibration measures the int8 model");
        CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--frames", flowers).AssertFails(ExitCode.Usage, "--frames measures the int8 model");
        CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--model", _folder.Picture()).AssertFails(ExitCode.Usage, "is no .emb model");
        CliRun.Of("report", run, "--out", _folder.Path("r.html"), "--board", "nosuch").AssertFails(ExitCode.Usage, "nosuch");
    }

    [Fact]
    public void Run_FullDisk_LeavesNothingBehind()
    {
        string run = ReportRun.Create(_folder.Path("run"));
        _folder.FillDiskAt("r.html");
        string[] before = _folder.Files();

        CliRun result = CliRun.Of("report", run, "--out", _folder.Path("r.html"));

        Assert.NotEqual(ExitCode.Ok, result.Code);
        Assert.Equal(before, _folder.Files());
    }

    private string Quantize(string run, string pictures, string method = "min-max")
    {
        Assert.Equal(ExitCode.Ok, CliRun.Of("quantize", run, "--calibration", pictures, "--out", _folder.Path("model.emb"), "--method", method, "--observer", "min-max", "--quiet").Code);
        return _folder.Path("model.emb");
    }

    private static (string Id, string? Hint)[] Missing(CliRun run) =>
        [.. run.Json.GetProperty("sections").EnumerateArray().Select(section => (section.GetProperty("id").GetString()!, section.GetProperty("missing").GetString()))];
}
