// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data.Synth;
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    private static readonly NetworkSource s_source = new() { Path = "other", Kind = NetworkSourceKind.Run, Crc32 = "00000000" };
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FourRuns_ShowsStartCostAndAccuracy()
    {
        string scratch = Run("scratch", recipe => recipe, accuracy: 0.625);
        string frozen = Run("frozen", recipe => recipe with { Transfer = new TransferSettings { Source = s_source, Freeze = true } }, accuracy: null);
        string tuned = Run("tuned", recipe => recipe with { Transfer = new TransferSettings { Source = s_source } }, accuracy: 0.75);
        string distilled = Run("distilled", recipe => recipe with { Distillation = new DistillationSettings { Teachers = [s_source] } }, accuracy: 0.5);
        string model = Model("abc.emb", ["a", "b", "c", "d", "e"]);
        File.Copy(model, Path.Combine(tuned, "model.emb"));

        CliRun run = CliRun.Of("compare", scratch, model, frozen, tuned, distilled);

        Assert.Equal(ExitCode.Ok, run.Code);
        string[] rows = [.. run.Lines.Where(line => line.Contains("mobilenet-v1"))];
        Assert.Equal(4, rows.Length);
        Assert.All(new[] { "scratch", "0.25", "96x96x3", "211,621", "7,490,432", "826.6 KB", "62.5 %" }, part => Assert.Contains(part, rows[0]));
        Assert.All(new[] { "frozen from other", "- " }, part => Assert.Contains(part, rows[1]));
        Assert.All(new[] { "fine-tuned from other", "75.0 %" }, part => Assert.Contains(part, rows[2]));
        Assert.All(new[] { "distilled", "scratch" }, part => Assert.Contains(part, rows[3]));
        Assert.Contains("taught by other", run.Out);
        Assert.Contains("best validation", run.Out);
        Assert.DoesNotContain("float accuracy", run.Out);

        JsonElement[] json = [.. CliRun.Of("compare", scratch, model, frozen, tuned, distilled, "--json").Json.GetProperty("runs").EnumerateArray()];
        Assert.Equal(["scratch", "frozen", "fine-tuned", "distilled"], json.Select(entry => entry.GetProperty("start").GetString()));
        Assert.Equal(211_621, json[0].GetProperty("parameters").GetInt64());
        Assert.Equal(0.625, json[0].GetProperty("bestAccuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, json[1].GetProperty("bestAccuracy").ValueKind);
        long bytes = new FileInfo(model).Length;
        Assert.Equal([bytes, bytes], new[] { json[0], json[2] }.Select(entry => entry.GetProperty("modelBytes").GetInt64()));
        Assert.Equal(JsonValueKind.Null, json[3].GetProperty("modelBytes").ValueKind);
    }

    [Fact]
    public void Run_NarrowConsole_KeepsNumbersWhole()
    {
        string scratch = Run("scratch", recipe => recipe, accuracy: 0.625);
        string tuned = Run("tuned", recipe => recipe with { Transfer = new TransferSettings { Source = s_source }, Distillation = new DistillationSettings { Teachers = [s_source] } }, accuracy: 0.75);
        var output = new StringWriter { NewLine = "\n" };

        int code = CommandLineApp.Run(["compare", scratch, tuned], new Terminal(output, TextWriter.Null, tableWidth: 80), CancellationToken.None);

        Assert.Equal(ExitCode.Ok, code);
        string[] lines = output.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(2, lines.Count(line => line.Contains("network mobilenet-v1 0.25, 96x96x3   parameters 211,621   MACs 7,490,432", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("best validation 75.0 %", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("start fine-tuned from other, taught by other", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Data_MeasuresTheModelAsEvalDoes()
    {
        string run = Run("scratch", recipe => recipe with { Labels = SyntheticFlowers.Labels }, accuracy: 0.625);
        string flowers = _folder.Flowers(perClass: 4);

        string model = Model("model.emb", SyntheticFlowers.Labels);
        JsonElement entry = CliRun.Of("compare", run, model, "--data", flowers, "--json").Json.GetProperty("runs")[0];

        double accuracy = CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("accuracy").GetDouble();
        Assert.Equal(accuracy, entry.GetProperty("int8Accuracy").GetDouble());
        Assert.Equal(0.625, entry.GetProperty("floatAccuracy").GetDouble()); // no checkpoint to measure: what training found
        Assert.Contains(" float ", CliRun.Of("compare", run, model, "--data", flowers).Out);
    }

    [Fact]
    public void Run_PicturesOfAClassThatAModelDoesNotKnow_IsRefusedInOneSentence()
    {
        string run = Run("scratch", recipe => recipe, accuracy: 0.625);

        CliRun.Of("compare", run, Model("abc.emb", ["a", "b", "c", "d", "e"]), "--data", _folder.Flowers()).AssertFails(ExitCode.BadInput, "abc.emb does not fit");
    }

    [Fact]
    public void Run_ModelOfAnotherNetwork_IsRefused()
    {
        string run = Run("scratch", recipe => recipe, accuracy: 0.625);

        CliRun.Of("compare", run, _folder.Model("small.emb")).AssertFails(ExitCode.BadInput, "small.emb is no model of");
        CliRun.Of("compare", run, Model("other.emb", SyntheticFlowers.Labels)).AssertFails(ExitCode.BadInput, "its classes are daisy, dandelion, rose, sunflower, tulip, those of the run a, b, c, d, e");
    }

    [Fact]
    public void Run_WrongArguments_SaysWhatIsMissing()
    {
        CliRun.Of("compare").AssertFails(ExitCode.Usage, "RUN");
        CliRun.Of("compare", _folder.Path("none")).AssertFails(ExitCode.BadInput, "holds no training run");
        CliRun.Of("compare", _folder.Model()).AssertFails(ExitCode.Usage, "belongs to no run");
    }

    private string Model(string name, IReadOnlyList<string> labels)
    {
        File.WriteAllBytes(_folder.Path(name), EmbWriter.Write(RandomGraph.MobileNet(7, size: 96) with { Labels = [.. labels] }));
        return _folder.Path(name);
    }

    private string Run(string name, Func<TrainingRecipe, TrainingRecipe> change, double? accuracy)
    {
        var recipe = new TrainingRecipe { Network = new NetworkSpec { Classes = 5 }, Labels = ["a", "b", "c", "d", "e"] };
        RunFolder folder = RunFolder.Create(_folder.Path(name), change(recipe));
        if (accuracy is double share)
        {
            folder.AppendMetrics(new EpochMetrics
            {
                Epoch = 1,
                Loss = 1,
                TrainingAccuracy = 0.5,
                ValidationLoss = 1,
                ValidationAccuracy = share,
                BestEpoch = 1,
                BestAccuracy = share,
                LearningRate = 0.001,
                ImagesPerSecond = 100,
                Seconds = 1,
            });
        }

        return folder.FullPath;
    }
}
