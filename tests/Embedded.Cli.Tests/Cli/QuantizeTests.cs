// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Data.Synth;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

/// <summary>Networks in floats from elsewhere.</summary>
public sealed class QuantizeTests : IDisposable
{
    private static readonly string[] LayerMembers =
    [
        "name", "kind", "observer", "minimum", "maximum", "scale", "zeroPoint", "coveredMinimum", "coveredMaximum", "clippedShare", "signalToNoiseDb",
        "worstChannel", "worstChannelDb", "channels", "costAlone", "weightsDivergence", "cause",
    ];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_DividedFolder_ItsTrainingPartCalibrates()
    {
        Directory.CreateDirectory(_folder.Path("photos"));
        string flowers = _folder.Flowers(perClass: 3);
        Directory.Move(flowers, _folder.Path("photos", "train"));
        foreach (string label in Directory.GetDirectories(_folder.Path("photos", "train")))
        {
            string held = Directory.CreateDirectory(_folder.Path("photos", "val", Path.GetFileName(label))).FullName;
            File.Copy(Directory.GetFiles(label)[0], Path.Combine(held, "held.jpg"));
        }

        CliRun run = CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Path("photos"), "--out", _folder.Path("q.emb"), "--method", "min-max");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("15 calibration pictures", CliRun.Of("inspect", _folder.Path("q.emb")).Out);
    }

    /// <summary>Too few to be divided, but enough to go on with a warning.</summary>
    [Fact]
    public void Run_OnePictureAClass_AllCalibrateWithAWarning()
    {
        CliRun run = CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Flowers(perClass: 1), "--out", _folder.Path("q.emb"), "--method", "min-max");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("5 calibration pictures", CliRun.Of("inspect", _folder.Path("q.emb")).Out);
        Assert.Contains("20", run.Error);
        Assert.DoesNotContain("kept", run.Out);
    }

    [Fact]
    public void Run_Int8Network_PointsToImport()
    {
        string network = _folder.Scores();

        CliRun.Of("quantize", network, "--calibration", _folder.Flowers(), "--out", _folder.Path("q.emb")).AssertFails(ExitCode.BadInput, "int8 already; `embedded import scores.tflite");

        Assert.False(File.Exists(_folder.Path("q.emb")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_Uint8Scores_EndInASoftmaxUnlessToldOtherwise(bool isKept)
    {
        CliRun run = CliRun.Of(["quantize", Uint8Scores(), "--calibration", _folder.Flowers(), "--out", _folder.Path("q.emb"), "--method", "min-max", .. isKept ? ["--no-softmax"] : Array.Empty<string>()]);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(!isKept, run.Error.Contains("a softmax was put behind"));
        Assert.Equal(!isKept, EmbFile.Load(_folder.Path("q.emb")).Model.Operators[^1].Kind == OperatorKind.Softmax);
    }

    /// <summary>Flat, and one folder in a folder: classes do not matter.</summary>
    [Theory]
    [InlineData("flowers/rose")]
    [InlineData("single")]
    public void Run_CalibrationPicturesWithoutClasses_AreTaken(string folder)
    {
        string flowers = _folder.Flowers();
        Directory.CreateDirectory(_folder.Path("single"));
        Directory.Move(Path.Combine(flowers, "tulip"), _folder.Path("single", "tulip"));

        CliRun run = CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Path(folder), "--out", _folder.Path("q.emb"), "--quiet");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.StartsWith("only 2 pictures calibrate", run.Error); // even with --quiet, and nothing else
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Single(run.Lines);
        Assert.Contains("2 calibration pictures", CliRun.Of("inspect", _folder.Path("q.emb")).Out);
    }

    /// <summary>Every step with what it reached on the integer engine, for people and for programs.</summary>
    [Fact]
    public void Run_Auto_ShowsWhatWasTriedAndKept()
    {
        string[] arguments = ["quantize", Uint8Scores(), "--calibration", _folder.Flowers(perClass: 20), "--out", _folder.Path("q.emb")];

        CliRun run = CliRun.Of(arguments);
        CliRun json = CliRun.Of([.. arguments, "--json"]);

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (run.Code, json.Code));
        Assert.All(new[] { " pictures of the training part that did not calibrate", "accuracy", "divergence", "float", "min-max", "equalize", "adaround" }, part => Assert.Contains(part, run.Out));
        using JsonDocument document = JsonDocument.Parse(json.Out);
        JsonElement methods = document.RootElement.GetProperty("methods");
        JsonElement[] steps = [.. methods.GetProperty("steps").EnumerateArray()];
        Assert.InRange(methods.GetProperty("pictures").GetInt32(), 20, 40); // a third of the training part
        Assert.Equal("min-max", steps[0].GetProperty("step").GetString());
        Assert.True(steps[0].GetProperty("isKept").GetBoolean());
        Assert.All(steps, step => Assert.InRange(step.GetProperty("divergence").GetDouble(), 0, 1));
        Assert.All(steps, step => Assert.InRange(step.GetProperty("accuracy").GetDouble(), 0, 1));
    }

    [Fact]
    public void Run_OneMethod_IsTheOnlyStep()
    {
        CliRun run = CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Flowers(), "--out", _folder.Path("q.emb"), "--method", "bias", "--weights", "per-tensor", "--json");

        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal("bias", Assert.Single(document.RootElement.GetProperty("methods").GetProperty("steps").EnumerateArray()).GetProperty("step").GetString());
        Assert.Matches(@"bias, \d+ calibration pictures", CliRun.Of("inspect", _folder.Path("q.emb")).Out);
    }

    [Fact]
    public void Run_PicturesOfOtherClasses_AreTakenWithAWarning()
    {
        string flowers = _folder.Flowers();
        Directory.Move(Path.Combine(flowers, "tulip"), Path.Combine(flowers, "cactus"));

        CliRun run = CliRun.Of("quantize", Uint8Scores(), "--calibration", flowers, "--out", _folder.Path("q.emb"), "--method", "min-max");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("(cactus)", run.Error);
        Assert.Contains("agreement", run.Out);
    }

    [Fact]
    public void Run_NoCalibrationPictures_IsRefused()
    {
        Directory.CreateDirectory(_folder.Path("empty"));

        CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Path("empty"), "--out", _folder.Path("q.emb")).AssertFails(ExitCode.BadInput, "empty has no pictures");
        CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Path("nosuch"), "--out", _folder.Path("q.emb")).AssertFails(ExitCode.BadInput, "no folder");
    }

    [Fact]
    public void Run_ReportAndPlot_HaveEveryLayer()
    {
        string Report(string name) => _folder.Path(name);
        string[] arguments = ["quantize", Uint8Scores(), "--calibration", _folder.Flowers(), "--out", _folder.Path("q.emb")];

        CliRun run = CliRun.Of([.. arguments, "--report", Report("a.json"), "--plot", _folder.Path("layers.png")]);
        CliRun again = CliRun.Of([.. arguments, "--report", Report("b.json"), "--json"]);

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (run.Code, again.Code));
        Assert.Matches("int8 against float: divergence [0-9.]+ mnat, the same class on [0-9.]+ % of [0-9]+ pictures", run.Out);
        Assert.Contains("costs most alone", run.Out);
        PlotAssert.HasTitle(_folder.Path("layers.png"));
        Assert.Equal(File.ReadAllText(Report("a.json")), File.ReadAllText(Report("b.json")));
        using JsonDocument written = JsonDocument.Parse(File.ReadAllText(Report("b.json"))); // without the methods, whose times differ
        Assert.Equal(written.RootElement.GetProperty("layers").GetRawText(), again.Json.GetProperty("layers").GetRawText());
        JsonElement document = again.Json;
        Assert.Equal(["schema", "model", "bytes", "arenaBytes", "crc32", "whole", "layers", "methods"], document.EnumerateObject().Select(member => member.Name));
        Assert.InRange(document.GetProperty("whole").GetProperty("comparedPictures").GetInt32(), 1, 10);
        JsonElement[] layers = [.. document.GetProperty("layers").EnumerateArray()];
        Assert.Equal(3, layers.Length);
        Assert.All(layers, layer => Assert.Equal(LayerMembers, layer.EnumerateObject().Select(member => member.Name)));
        Assert.All(layers[..2], layer => Assert.InRange(layer.GetProperty("costAlone").GetProperty("klDivergence").GetDouble(), 0, 0.1));
        Assert.Equal(JsonValueKind.Null, layers[2].GetProperty("costAlone").ValueKind); // the softmax
        Assert.Equal(5, layers[0].GetProperty("channels").GetProperty("count").GetInt32());
    }

    [Fact]
    public void Run_PlotThatIsNoPng_IsRefused() =>
        CliRun.Of("quantize", Uint8Scores(), "--calibration", _folder.Flowers(), "--out", _folder.Path("q.emb"), "--plot", _folder.Path("layers.txt")).AssertFails(ExitCode.Usage, ".png");

    /// <summary>A uint8 network as TensorFlow 1 wrote them, here one convolution.</summary>
    private string Uint8Scores()
    {
        var builder = new TfLiteBuilder(new Random(5), TfLiteType.Int8, [1, 16, 16, 3], 1 / 128f, 0);
        builder.Conv2D(5, 3, 3, new TfLiteOptions { StrideX = 2, StrideY = 2 });
        builder.Mean(keepsDimensions: false);
        TfLiteModel model = builder.Build();
        TfLiteTensor ToUint8(TfLiteTensor tensor) => tensor.Type != TfLiteType.Int8 || !tensor.Data.IsEmpty ? tensor : tensor with { Type = TfLiteType.UInt8, ZeroPoints = [.. tensor.ZeroPoints.Select(zero => zero + 128)] };
        File.WriteAllBytes(_folder.Path("scores8.tflite"), TfLiteWriter.Write(model with { Tensors = Array.ConvertAll(model.Tensors, ToUint8), Labels = [.. SyntheticFlowers.Labels] }));
        return _folder.Path("scores8.tflite");
    }
}
