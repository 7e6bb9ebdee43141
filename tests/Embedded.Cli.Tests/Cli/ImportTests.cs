// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Data.Synth;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ExportedNetwork_TracesAsTheModelItCameFrom()
    {
        string model = _folder.Model();
        string picture = _folder.Picture();
        string network = _folder.TfLite(model);

        CliRun run = CliRun.Of("import", network, "--out", _folder.Path("new", "back.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Empty(run.Error);
        Assert.All(["back.emb", "32x32x3", "pixel/128-1", "11 operators", "daisy, dandelion, rose, sunflower, tulip", "next: "], part => Assert.Contains(part, run.Out));
        Assert.Equal(CliRun.Of("trace", model, picture).Out, CliRun.Of("trace", _folder.Path("new", "back.emb"), picture).Out);
        Assert.Contains("imported from", CliRun.Of("inspect", _folder.Path("new", "back.emb")).Out);
        Assert.DoesNotContain(_folder.Files(), file => file.EndsWith(".tmp"));
    }

    [Fact]
    public void Run_Json_IsOneDocument()
    {
        string path = _folder.Path("back.emb");

        JsonElement json = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", path, "--json").Json;

        EmbFile file = EmbFile.Load(path);
        Assert.Equal("schema", json.EnumerateObject().First().Name);
        Assert.Equal(path, json.GetProperty("model").GetString());
        Assert.Equal((file.Bytes.Length, file.Model.ArenaBytes, 11), (json.GetProperty("bytes").GetInt32(), json.GetProperty("arenaBytes").GetInt32(), json.GetProperty("operators").GetInt32()));
        Assert.Equal($"{file.Model.Crc:x8}", json.GetProperty("crc32").GetString());
        Assert.Equal(SyntheticFlowers.Labels, json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));
        Assert.Equal("pixel/128-1", json.GetProperty("pixels").GetString());
        Assert.False(json.GetProperty("isChannelsFirst").GetBoolean());
    }

    [Fact]
    public void Run_LabelFile_NamesTheClasses()
    {
        File.WriteAllText(_folder.Path("names.txt"), "\uFEFFone\r\ntwo\r\n three \r\nvier fünf\r\nfive\r\n\r\n");

        CliRun run = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", _folder.Path("named.emb"), "--labels", _folder.Path("names.txt"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(["one", "two", "three", "vier fünf", "five"], EmbFile.Load(_folder.Path("named.emb")).Model.Labels);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "names.txt has 3 labels for 5 outputs; give one a line")]
    [InlineData("a\nb\n\nc\n", "names.txt has 4 labels for 5 outputs (line 3 is empty)")]
    [InlineData("a\nb\n\nc\nd", "names.txt: line 3 is empty")]
    [InlineData("", "names.txt has 0 labels for 5 outputs")]
    [InlineData("a\nb\nc\nd\n0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345", "names.txt: line 5 has 256 bytes; a label has at most 255")]
    [InlineData(null, "names.txt: there is no such file")]
    public void Run_LabelFileThatDoesNotFit_IsRefused(string? text, string sentence)
    {
        string network = _folder.TfLite(_folder.Model());
        if (text != null)
        {
            File.WriteAllText(_folder.Path("names.txt"), text);
        }

        string[] before = _folder.Files();

        CliRun.Of("import", network, "--out", _folder.Path("named.emb"), "--labels", _folder.Path("names.txt")).AssertFails(ExitCode.BadInput, sentence);

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Run_NetworkWithoutLabels_SaysWhatIsMissing()
    {
        File.WriteAllBytes(_folder.Path("bare.tflite"), TfLiteWriter.Write(TfLiteExport.Convert(RandomGraph.MobileNet(1) with { Labels = [] })));

        CliRun run = CliRun.Of("import", _folder.Path("bare.tflite"), "--out", _folder.Path("bare.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("--labels", run.Error);
        Assert.Contains("no labels", run.Out);
    }

    /// <summary>The network's input has scale 1/128 and zero point 0: pixel 0 and pixel 255 in int8 for each range.</summary>
    [Theory]
    [InlineData("auto", -128, 127)]
    [InlineData("pixel/128-1", -128, 127)]
    [InlineData("pixel/127.5-1", -128, 127)]
    [InlineData("pixel/255", 0, 127)]
    [InlineData("pixel", 0, 127)]
    public void Run_Range_IsHowPixelsEnter(string range, int black, int white)
    {
        string network = _folder.TfLite(_folder.Model());

        CliRun run = CliRun.Of("import", network, "--out", _folder.Path("ranged.emb"), "--range", range, "--json");

        Assert.Equal(range == "auto" ? "pixel/128-1" : range, run.Json.GetProperty("pixels").GetString());
        sbyte[]? table = EmbFile.Load(_folder.Path("ranged.emb")).Model.InputSpec!.PixelToInt8;
        Assert.Equal(range is not ("pixel" or "pixel/255"), table == null); // a grid that fits within a step is fed pixel - 128, as users of TensorFlow Lite do
        Assert.Equal((black, white), table == null ? (-128, 127) : (table[0], table[255]));
    }

    [Fact]
    public void Run_RangeInCapitals_IsTheSame()
    {
        CliRun run = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", _folder.Path("ranged.emb"), "--range", "Pixel/255", "--json");

        Assert.Equal("pixel/255", run.Json.GetProperty("pixels").GetString());
    }

    [Fact]
    public void Run_LabelTwice_IsNamed()
    {
        File.WriteAllText(_folder.Path("names.txt"), "a\nb\nc\nb\ne\n");

        CliRun run = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", _folder.Path("named.emb"), "--labels", _folder.Path("names.txt"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("the label \"b\" stands for two outputs, 1 and 3", run.Error);
    }

    /// <summary>A grid of Keras' range is told from it by its scale alone: export names the range, not the grid.</summary>
    [Fact]
    public void Run_ExportedNetworkOfKeras_HasItsRange()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(7, size: 32);
        graph = graph with { Tensors = [graph.Tensors[0] with { Scale = 1 / 127.5f, ZeroPoint = -1 }, .. graph.Tensors[1..]] };
        File.WriteAllBytes(_folder.Path("keras.tflite"), TfLiteWriter.Write(TfLiteExport.Convert(graph)));

        CliRun first = CliRun.Of("import", _folder.Path("keras.tflite"), "--out", _folder.Path("keras.emb"), "--json");
        CliRun again = CliRun.Of("import", _folder.TfLite(_folder.Path("keras.emb")), "--out", _folder.Path("again.emb"), "--json");

        Assert.Equal(["pixel/127.5-1", "pixel/127.5-1"], new[] { first, again }.Select(run => run.Json.GetProperty("pixels").GetString()));
    }

    [Fact]
    public void Run_NetworkThatNoBoardHasRoomFor_SaysSoAndSuggestsNoSimulation()
    {
        QuantizedGraph graph = RandomGraph.MobileNetV1(1, width: 1, size: 224, classes: 5);
        File.WriteAllBytes(_folder.Path("large.tflite"), TfLiteWriter.Write(TfLiteExport.Convert(graph)));

        CliRun run = CliRun.Of("import", _folder.Path("large.tflite"), "--out", _folder.Path("large.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("the esp32-cam board has room for 1,280.0 KB", run.Error);
        Assert.DoesNotContain("simulate", run.Out);
    }

    /// <summary>Arena and file are far below the board's memory, but the native engine has 256 KB and the C# engine no array of more than 786,300 bytes.</summary>
    [Fact]
    public void Run_NetworkWhoseArenaNoEngineHas_SaysWhatInspectSays()
    {
        QuantizedGraph graph = RandomGraph.MobileNetV1(1, width: 0.25, size: 512, classes: 5);
        File.WriteAllBytes(_folder.Path("wide.tflite"), TfLiteWriter.Write(TfLiteExport.Convert(graph)));

        CliRun run = CliRun.Of("import", _folder.Path("wide.tflite"), "--out", _folder.Path("wide.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("neither engine has the memory for it on the esp32-cam board (native: arena and frame take ", run.Error);
        Assert.Equal("no", CliRun.Of("inspect", _folder.Path("wide.emb"), "--json").Json.GetProperty("fit").GetProperty("fits").GetString());
        Assert.DoesNotContain("simulate", run.Out);
    }

    [Fact]
    public void Run_Quiet_PrintsOnlyTheResult()
    {
        CliRun run = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", _folder.Path("back.emb"), "--quiet");

        Assert.Contains("back.emb", run.Out);
        Assert.DoesNotContain("next:", run.Out);
    }

    [Fact]
    public void Run_NameWithBlanks_IsQuotedInTheNextStep()
    {
        CliRun run = CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", _folder.Path("my model.emb"));

        Assert.Contains($"next: embedded inspect \"{_folder.Path("my model.emb")}\"; ", run.Out);
    }

    [Fact]
    public void Run_UnknownRange_ListsTheKnownOnes()
    {
        CliRun.Of("import", "a.tflite", "--out", "a.emb", "--range", "0..1").AssertFails(ExitCode.Usage, "pixel/255");
    }

    [Theory]
    [InlineData(TfLiteType.Float32, "this is a float network; quantize it with")]
    [InlineData(TfLiteType.UInt8, "this is a uint8 network of TensorFlow's older quantization")]
    public void Run_NetworkThatIsNotInt8_NamesTheWaysOut(TfLiteType type, string sentence)
    {
        TfLiteModel model = TfLiteExport.Convert(RandomGraph.MobileNet(1));
        TfLiteTensor Changed(TfLiteTensor tensor) => tensor.Data.IsEmpty ? tensor with { Type = type, Scales = type == TfLiteType.UInt8 ? tensor.Scales : [], ZeroPoints = type == TfLiteType.UInt8 ? tensor.ZeroPoints : [] } : tensor;
        string network = _folder.Path("other.tflite");
        File.WriteAllBytes(network, TfLiteWriter.Write(model with { Tensors = Array.ConvertAll(model.Tensors, Changed) }));

        CliRun run = CliRun.Of("import", network, "--out", _folder.Path("other.emb")).AssertFails(ExitCode.BadInput, sentence);

        Assert.All(["other.tflite", "--calibration", "--init"], part => Assert.Contains(part, run.Error));
        Assert.Equal([network], _folder.Files());
    }

    [Theory]
    [InlineData("missing.tflite", "missing.tflite: there is no such file")]
    [InlineData("text.tflite", "this is no .tflite file")]
    [InlineData("model.emb", "this is no .tflite file but an .emb model; give it a name that ends in .emb")]
    [InlineData("renamed.tflite", "this is no .tflite file but an .emb model; give it a name that ends in .emb")]
    [InlineData("empty.tflite", "the file is empty")]
    public void Run_NoNetwork_IsRefused(string name, string sentence)
    {
        _folder.Model();
        File.WriteAllText(_folder.Path("text.tflite"), "a text that somebody renamed");
        File.Copy(_folder.Path("model.emb"), _folder.Path("renamed.tflite"));
        File.WriteAllBytes(_folder.Path("empty.tflite"), []);
        string[] before = _folder.Files();

        CliRun.Of("import", _folder.Path(name), "--out", _folder.Path("new", "out.emb")).AssertFails(ExitCode.BadInput, sentence);

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Run_OutThatIsNoNameForAModel_IsRefused()
    {
        string network = _folder.TfLite(_folder.Model());
        byte[] before = File.ReadAllBytes(network);

        CliRun.Of("import", network).AssertFails(ExitCode.Usage, "--out");
        CliRun.Of("import", network, "--out", network).AssertFails(ExitCode.Usage, "is the file that is read");
        CliRun.Of("import", network, "--out", _folder.Path("other.tflite")).AssertFails(ExitCode.Usage, "ends in .emb");
        CliRun.Of("import", network, "--out", _folder.Path("other.txt")).AssertFails(ExitCode.Usage, "ends in .emb");
        CliRun.Of("import", network, "--out", _folder.Path()).AssertFails(ExitCode.Usage, "is a folder");

        Assert.Equal(before, File.ReadAllBytes(network));
    }

    [Fact]
    public void Run_DiskIsFull_SaysSoAndLeavesNothing()
    {
        string network = _folder.TfLite(_folder.Model());
        _folder.FillDiskAt("full.emb");
        string[] before = _folder.Files();

        CliRun.Of("import", network, "--out", _folder.Path("full.emb")).AssertFails(ExitCode.Unexpected, "No space left");

        Assert.Equal(before, _folder.Files());
        Assert.Equal("/dev/full", new FileInfo(_folder.Path("full.emb")).LinkTarget);
    }

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        string network = _folder.TfLite(_folder.Model());
        string[] before = _folder.Files();

        CliRun.Of(new CancellationToken(canceled: true), "import", network, "--out", _folder.Path("back.emb")).AssertFails(ExitCode.Cancelled, "stopped");

        Assert.Equal(before, _folder.Files());
    }
}
