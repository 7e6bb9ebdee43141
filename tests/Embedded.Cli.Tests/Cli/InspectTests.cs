// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Model_ShowsLayersBlocksArenaAndFile()
    {
        CliRun run = CliRun.Of("inspect", _folder.Model());

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Empty(run.Error);
        string[] parts = ["model.emb", "daisy, dandelion, rose, sunflower, tulip", "depthwise 3x3 /2", "Depthwise separable blocks", "in place", "CNST", "random"];
        Assert.All(parts, part => Assert.Contains(part, run.Out));
        Assert.DoesNotContain(run.Lines, line => line.EndsWith(' '));
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public void Run_NetworkWithSums_SaysWhatIsAdded()
    {
        string path = _folder.Path("residual.emb");
        File.WriteAllBytes(path, EmbWriter.Write(RandomGraph.MobileNetV2(1, blocks: 3)));

        CliRun run = CliRun.Of("inspect", path);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(["add of 7 and 4", "add of 8 and 11", "add, in place", "pad", "mean"], part => Assert.Contains(part, run.Out));
        JsonElement layers = CliRun.Of("inspect", path, "--json").Json.GetProperty("layers");
        Assert.Equal([7, 4], layers[8].GetProperty("readsFrom").EnumerateArray().Select(source => source.GetInt32()));
    }

    [Fact]
    public void Run_Json_HasTheDocumentedShape()
    {
        JsonElement json = CliRun.Of("inspect", _folder.Model(), "--json").Json;

        Assert.Equal("schema", json.EnumerateObject().First().Name);
        Assert.Equal(1, json.GetProperty("schema").GetInt32());
        Assert.Equal("1x32x32x3", json.GetProperty("input").GetProperty("shape").GetString());
        JsonElement[] layers = [.. json.GetProperty("layers").EnumerateArray()];
        Assert.Equal(11, layers.Length);
        Assert.Equal("DEPTHWISE_CONV_2D", layers[1].GetProperty("opcode").GetString());
        Assert.Equal(json.GetProperty("multiplyAccumulates").GetInt64(), layers.Sum(layer => layer.GetProperty("multiplyAccumulates").GetInt64()));
        Assert.Equal(3, json.GetProperty("separableBlocks").GetArrayLength());
        Assert.Equal(9 * 8 * 8, json.GetProperty("separableBlocks")[0].GetProperty("standardWeights").GetInt64());
        JsonElement arena = json.GetProperty("arena");
        Assert.Equal(11, arena.GetProperty("usedBytes").GetArrayLength());
        Assert.True(arena.GetProperty("bytes").GetInt32() >= arena.GetProperty("usedBytes").EnumerateArray().Max(bytes => bytes.GetInt32()));
        Assert.Equal("header", json.GetProperty("sections")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Run_Plot_DrawsBoxesAndATitle()
    {
        string plot = _folder.Path("new", "arena.png");

        CliRun run = CliRun.Of("inspect", _folder.Model(), "--plot", plot);

        Assert.Equal(ExitCode.Ok, run.Code);
        PlotAssert.HasTitle(plot);
        Assert.DoesNotContain(_folder.Files(), file => file.EndsWith(".tmp"));
    }

    [Fact]
    public void Run_Picture_SaysHowPixelsEnter()
    {
        string ranged = _folder.Path("ranged.emb");
        CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", ranged, "--range", "pixel/255");

        JsonElement plain = CliRun.Of("inspect", _folder.Model(), "--json").Json.GetProperty("input").GetProperty("pixelToInt8");

        Assert.Equal(Enumerable.Range(-128, 256), plain.EnumerateArray().Select(value => value.GetInt32()));
        Assert.Contains("0 to 255 enter as int8 -128 to 127, real -1.000 to 0.992", CliRun.Of("inspect", _folder.Model()).Out);
        Assert.Contains("0 to 255 enter as int8 0 to 127 by a table, real 0.000 to 0.992", CliRun.Of("inspect", ranged).Out);
        Assert.Equal(0, CliRun.Of("inspect", ranged, "--json").Json.GetProperty("input").GetProperty("pixelToInt8")[0].GetInt32());
    }

    [Fact]
    public void Run_TfLiteNamedEmb_SaysWhatItIs()
    {
        File.Copy(_folder.TfLite(_folder.Model()), _folder.Path("renamed.emb"));
        File.WriteAllBytes(_folder.Path("empty.emb"), []);

        CliRun.Of("inspect", _folder.Path("renamed.emb")).AssertFails(ExitCode.BadInput, "renamed.emb: this is a TensorFlow Lite file");
        CliRun.Of("inspect", _folder.Path("empty.emb")).AssertFails(ExitCode.BadInput, "empty.emb: the file is empty");
    }
}
