// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Onnx;

namespace Embedded.Cli.Tests;

public sealed partial class ExportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tflite", "net.tflite")]
    [InlineData("onnx", "net.onnx")]
    [InlineData("header", "net.h")]
    [InlineData("csharp-resource", "net")]
    public void Run_EveryFormat_WritesWhatItSays(string format, string name)
    {
        string model = _folder.Model();
        string path = _folder.Path("new", name);

        JsonElement json = CliRun.Of("export", model, "--to", format, "--out", path, "--json").Json;

        string[] files = [.. json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];
        Assert.Equal(format, json.GetProperty("format").GetString());
        Assert.Equal(_folder.Files().Where(file => file != model), files.Order(StringComparer.Ordinal));
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), json.GetProperty("bytes").GetInt64());
        byte[][] before = Array.ConvertAll(files, File.ReadAllBytes);
        CliRun again = CliRun.Of("export", model, "--to", format, "--out", path);
        Assert.Equal(ExitCode.Ok, again.Code);
        Assert.Contains(path, again.Out);
        Assert.Empty(again.Error);
        Assert.Equal(before, Array.ConvertAll(files, File.ReadAllBytes));
    }

    [Fact]
    public void Run_Onnx_IsTheWholeModel()
    {
        string model = _folder.Model();

        CliRun.Of("export", model, "--to", "onnx", "--out", _folder.Path("net.onnx"));

        Assert.Equal(OnnxWriter.Write(EmbGraph.Of(EmbFile.Load(model))), File.ReadAllBytes(_folder.Path("net.onnx")));
    }

    [Fact]
    public void Run_Header_HoldsTheModelOrTheTfLiteNetwork()
    {
        string model = _folder.Model("flower-model 2.emb");
        string network = _folder.TfLite(model);

        CliRun.Of("export", model, "--to", "header", "--out", _folder.Path("a.h"));
        CliRun.Of("export", model, "--to", "header", "--bytes", "tflite", "--name", "net", "--out", _folder.Path("b.h"));

        string emb = File.ReadAllText(_folder.Path("a.h"));
        string tflite = File.ReadAllText(_folder.Path("b.h"));
        Assert.Equal(File.ReadAllBytes(model), HeaderBytes(emb));
        Assert.Equal(File.ReadAllBytes(network), HeaderBytes(tflite));
        Assert.Contains(" flower_model_2[", emb);
        Assert.Contains(" net[", tflite);
        Assert.Contains("daisy, dandelion, rose, sunflower, tulip", emb);
    }

    [Fact]
    public void Run_Names_AreThoseInTheFiles()
    {
        string model = _folder.Model("flower-model 2.emb");

        CliRun header = CliRun.Of("export", model, "--to", "header", "--out", _folder.Path("a.h"));
        CliRun sharp = CliRun.Of("export", model, "--to", "csharp-resource", "--out", _folder.Path("sharp"), "--json");

        Assert.Contains("array flower_model_2", header.Out);
        string name = sharp.Json.GetProperty("symbol").GetString()!;
        Assert.Contains(_folder.Files(), file => file.EndsWith(".cs", StringComparison.Ordinal) && File.ReadAllText(file).Contains($"public static class {name}\n"));
    }

    [Theory]
    [InlineData("tflite", "a.tflite", true)]
    [InlineData("onnx", "a.onnx", true)]
    [InlineData("header", "a.h", false)]
    public void Run_ModelWithSettings_SaysWhereTheyAreLost(string format, string name, bool areLost)
    {
        string model = _folder.Model();
        CliRun.Of("set", model, "threshold=70");

        CliRun run = CliRun.Of("export", model, "--to", format, "--out", _folder.Path(name));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(areLost, run.Error.Contains("settings (threshold, smoothing, LED)"));
    }

    [Fact]
    public void Run_CSharpResource_NamesTheNextStep()
    {
        string model = _folder.Model("my-flowers.emb");

        CliRun run = CliRun.Of("export", model, "--to", "csharp-resource", "--out", _folder.Path("solution"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(["MyFlowers.cs", "MyFlowersData0", "next: add MyFlowers.cs"], part => Assert.Contains(part, run.Out));
        Assert.True(File.Exists(_folder.Path("solution", "MyFlowersData0", "MyFlowersData0.nfproj")));
        Assert.Contains("class MyFlowersResource", File.ReadAllText(_folder.Path("solution", "MyFlowers.cs")));
    }

    [Fact]
    public void Run_FirstLight_TakesTheClassesInTurnAndSaysWhatTheBoardWillSay()
    {
        string model = _folder.Model();
        CliRun.Of("set", model, "smoothing=8", "threshold=1");
        string pictures = _folder.Flowers(perClass: 3);

        CliRun run = CliRun.Of("export", model, "--to", "first-light", "--pictures", pictures, "--count", "7", "--out", _folder.Path("Generated"), "--json");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(
            ["daisy/0.png", "dandelion/0.png", "rose/0.png", "sunflower/0.png", "tulip/0.png", "daisy/1.png", "dandelion/1.png"],
            run.Json.GetProperty("pictures").EnumerateArray().Select(picture => Path.GetRelativePath(pictures, picture.GetProperty("image").GetString()!).Replace('\\', '/')));
        string[] predicted = [.. CliRun.Of(["predict", model, .. run.Json.GetProperty("pictures").EnumerateArray().Select(picture => picture.GetProperty("image").GetString()!), "--json"])
            .Json.GetProperty("predictions").EnumerateArray().Select(prediction => prediction.GetProperty("outputs").ToString())];
        Assert.Equal(predicted, run.Json.GetProperty("pictures").EnumerateArray().Select(picture => picture.GetProperty("outputs").ToString()));
        string baked = File.ReadAllText(_folder.Path("Generated", "Baked.cs"));
        EmbFile file = EmbFile.Load(model);
        file.Model.Decision.Smoothing = 1;
        Assert.Contains($"CRC-32 {file.With(file.Model.Decision).Model.Crc:x8} and 7 pictures", baked);
        Assert.Equal(7, baked.Split('\n').Count(line => line.EndsWith("\";") && file.Model.Labels.Any(label => line.Contains($"return \"{label}\""))));
        Assert.True(File.Exists(_folder.Path("Generated", "FirstLightData0", "FirstLightData0.nfproj")));
    }

    [Fact]
    public void Run_FirstLightAfterAnExportOfMore_DeletesOnlyWhatItMade()
    {
        string[] arguments = ["export", _folder.Model(), "--to", "first-light", "--pictures", _folder.Flowers(), "--count", "1", "--out", _folder.Path("Generated")];
        CliRun.Of(arguments);
        int count = Directory.GetDirectories(_folder.Path("Generated")).Length;
        Directory.CreateDirectory(_folder.Path("Generated", $"FirstLightData{count}"));
        File.Copy(_folder.Path("Generated", "FirstLightData0", "Segment.cs"), _folder.Path("Generated", $"FirstLightData{count}", "Segment.cs"));
        Directory.CreateDirectory(_folder.Path("Generated", $"FirstLightData{count + 1}"));
        File.WriteAllText(_folder.Path("Generated", $"FirstLightData{count + 1}", "Segment.cs"), "// mine");

        CliRun run = CliRun.Of(arguments);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(
            Enumerable.Range(0, count).Append(count + 1).Select(index => $"FirstLightData{index}"),
            Directory.GetDirectories(_folder.Path("Generated")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_FirstLight_PassesOverWhatIsNoPicture()
    {
        string model = _folder.Model(channels: 1);
        Directory.CreateDirectory(_folder.Path("mine"));
        File.WriteAllText(_folder.Path("mine", "a.jpg"), "no picture");
        File.Copy(_folder.Picture(), _folder.Path("mine", "my rose.png"));

        CliRun run = CliRun.Of("export", model, "--to", "first-light", "--pictures", _folder.Path("mine"), "--out", _folder.Path("Generated"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("a.jpg", run.Error);
        Assert.Contains("docs/first-light.md", run.Out);
        Assert.Contains("return \"my_rose\";", File.ReadAllText(_folder.Path("Generated", "Baked.cs")));
    }

    [Fact]
    public void Run_FirstLightOfScores_IsRefused()
    {
        string network = _folder.Scores();

        CliRun.Of("import", network, "--no-softmax", "--out", _folder.Path("scores.emb"));
        CliRun.Of("export", _folder.Path("scores.emb"), "--to", "first-light", "--pictures", _folder.Flowers(), "--out", _folder.Path("out")).AssertFails(ExitCode.BadInput, "puts out scores");
    }

    [Fact]
    public void Run_TfLiteFile_IsExportedWithoutAnImportBefore()
    {
        string network = _folder.TfLite(_folder.Model());

        CliRun run = CliRun.Of("export", network, "--to", "tflite", "--out", _folder.Path("again.tflite"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(CliRun.Of("trace", network, _folder.Picture()).Out, CliRun.Of("trace", _folder.Path("again.tflite"), _folder.Picture()).Out);
    }

    [Theory]
    [InlineData("export {0} --to tflite", ExitCode.Usage, "--out")]
    [InlineData("export {0} --out {1}/a.tflite", ExitCode.Usage, "--to")]
    [InlineData("export {0} --to tensorflow --out {1}/a.tflite", ExitCode.Usage, "'csharp-resource'")]
    [InlineData("export {0} --to header --bytes onnx --out {1}/a.h", ExitCode.Usage, "'tflite'")]
    [InlineData("export {1}/nosuch.emb --to tflite --out {1}/a.tflite", ExitCode.BadInput, "nosuch.emb: there is no such file")]
    [InlineData("export {1}/nosuch.tflite --to onnx --out {1}/a.onnx", ExitCode.BadInput, "nosuch.tflite: there is no such file")]
    [InlineData("export {0} --to csharp-resource --out {0}", ExitCode.Usage, "is the file that is read")]
    [InlineData("export {0} --to tflite --out {1}", ExitCode.Usage, "is a folder; name the file")]
    [InlineData("export {0} --to tflite --out {0}/a.tflite", ExitCode.Usage, "model.emb is a file, so")]
    [InlineData("export {0} --to tflite --out {1}/a.onnx", ExitCode.Usage, "a.onnx would be a .tflite file under the name of something else; give --out a name that ends in .tflite")]
    [InlineData("export {0} --to header --out {1}/notes.txt", ExitCode.Usage, "ends in .h or .hpp")]
    [InlineData("export {0} --to tflite --name net --out {1}/a.tflite", ExitCode.Usage, "--name is for header and csharp-resource")]
    [InlineData("export {0} --to onnx --bytes emb --out {1}/a.onnx", ExitCode.Usage, "--bytes is for header")]
    [InlineData("export {0} --to csharp-resource --out {0}/a", ExitCode.Usage, "model.emb is a file, so")]
    [InlineData("export {0} --to csharp-resource --out {1}/notes.txt", ExitCode.Usage, "is a file; name the folder")]
    [InlineData("export {0} --to first-light --out {1}/out", ExitCode.Usage, "first-light needs --pictures")]
    [InlineData("export {0} --to first-light --pictures {1}/nosuch --out {1}/out", ExitCode.BadInput, "nosuch; name a folder of pictures")]
    [InlineData("export {0} --to first-light --pictures {0} --out {1}/out", ExitCode.BadInput, "is a file; name a folder of pictures")]
    [InlineData("export {0} --to first-light --pictures {1} --count 101 --out {1}/out", ExitCode.Usage, "--count is 101; it must be from 1 to 100")]
    [InlineData("export {0} --to onnx --pictures {1} --out {1}/a.onnx", ExitCode.Usage, "--pictures is for first-light")]
    [InlineData("export {0} --to onnx --count 3 --out {1}/a.onnx", ExitCode.Usage, "--count is for first-light")]
    [InlineData("export {0} --to first-light --name net --pictures {1} --out {1}/out", ExitCode.Usage, "--name is for header and csharp-resource")]
    public void Run_WhatCannotBe_IsRefusedInOneSentence(string line, int code, string sentence)
    {
        string model = _folder.Model();
        File.WriteAllText(_folder.Path("notes.txt"), "kept");
        string[] before = _folder.Files();
        byte[] bytes = File.ReadAllBytes(model);
        string[] args = Array.ConvertAll(line.Split(' '), part => string.Format(CultureInfo.InvariantCulture, part, model, _folder.Path()));

        CliRun.Of(args).AssertFails(code, sentence);
        CliRun json = CliRun.Of([.. args, "--json"]);

        Assert.Equal(code, json.Json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains(sentence, json.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(before, _folder.Files());
        Assert.Equal(bytes, File.ReadAllBytes(model));
    }

    [Theory]
    [InlineData("tflite", "net.tflite")]
    [InlineData("onnx", "net.onnx")]
    [InlineData("header", "net.h")]
    public void Run_DiskIsFull_SaysSoAndLeavesNothing(string format, string name)
    {
        string model = _folder.Model();
        _folder.FillDiskAt(name);
        string[] before = _folder.Files();

        CliRun.Of("export", model, "--to", format, "--out", _folder.Path(name)).AssertFails(ExitCode.Unexpected, "No space left");

        Assert.Equal(before, _folder.Files());
        Assert.Equal("/dev/full", new FileInfo(_folder.Path(name)).LinkTarget);
    }

    [Fact]
    public void Run_CSharpResourceThatCannotBeWhole_LeavesTheOldFiles()
    {
        string model = _folder.Model();
        Directory.CreateDirectory(_folder.Path("out", "export.tmp"));
        File.WriteAllText(_folder.Path("out", "export.tmp", "mine"), "kept");
        File.WriteAllText(_folder.Path("out", "Model.cs"), "old");
        File.WriteAllText(_folder.Path("out", "ModelData0"), "a file where a folder must be");
        string[] before = _folder.Files();

        CliRun.Of("export", model, "--to", "csharp-resource", "--out", _folder.Path("out")).AssertFails(ExitCode.Usage, "ModelData0 is a file");

        Assert.Equal(before, _folder.Files());
        Assert.Equal("old", File.ReadAllText(_folder.Path("out", "Model.cs")));
        Assert.Equal(["out"], Directory.GetDirectories(_folder.Path()).Select(Path.GetFileName));
        Assert.Equal(["export.tmp"], Directory.GetDirectories(_folder.Path("out")).Select(Path.GetFileName));
    }

    private static byte[] HeaderBytes(string text) =>
        [.. ByteLiteral().Matches(text).Select(match => byte.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    [GeneratedRegex("0x([0-9a-f]{2}),")]
    private static partial Regex ByteLiteral();
}
