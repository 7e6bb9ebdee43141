// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class TraceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Picture_PrintsTheColumnsTabSeparated()
    {
        CliRun run = CliRun.Of("trace", _folder.Model(), _folder.Picture());

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal("op\topcode\tshape\tscale\tzero_point\tbytes\toffset\tcrc32", run.Lines[0]);
        Assert.Equal(12, run.Lines.Length);
        Assert.Matches("^0\tCONV_2D\t1x16x16x8\t0\\.[0-9]{5,13}\t-?[0-9]{1,3}\t2048\t0\t[0-9a-f]{8}$", run.Lines[1]);
        Assert.Matches("^10\tSOFTMAX\t1x5\t0\\.00390625\t-128\t5\t[0-9]+\t[0-9a-f]{8}$", run.Lines[11]);
        Assert.EndsWith("\n", run.Out);
    }

    [Fact]
    public void Run_GreyFrameAndItsTensor_GiveTheSameTrace()
    {
        string model = _folder.Model(channels: 1);
        byte[] grey = [.. Enumerable.Range(0, 32 * 32).Select(index => (byte)(index * 7))];
        File.WriteAllBytes(_folder.Path("frame.gray"), grey);
        File.WriteAllBytes(_folder.Path("frame.s8"), Array.ConvertAll(grey, pixel => (byte)(pixel ^ 0x80)));

        CliRun frame = CliRun.Of("trace", model, _folder.Path("frame.gray"));

        Assert.Equal(ExitCode.Ok, frame.Code);
        Assert.Equal(frame.Out, CliRun.Of("trace", model, _folder.Path("frame.s8")).Out);
    }

    [Fact]
    public void Run_Json_HasOneEntryAnOperator()
    {
        CliRun run = CliRun.Of("trace", _folder.Model(), _folder.Picture(), "--json");

        Assert.Equal(11, run.Json.GetProperty("operators").GetArrayLength());
        Assert.Matches("^[0-9a-f]{8}$", run.Json.GetProperty("operators")[0].GetProperty("crc32").GetString());
    }

    [Theory]
    [InlineData("frame.gray", "1024")]
    [InlineData("frame.s8", "3072")]
    public void Run_RawFileOfAnotherSize_SaysHowManyBytesAreExpected(string name, string expected)
    {
        File.WriteAllBytes(_folder.Path(name), new byte[100]);

        CliRun.Of("trace", _folder.Model(), _folder.Path(name)).AssertFails(ExitCode.BadInput, expected);
    }

    [Fact]
    public void Run_NoPicture_IsRefused()
    {
        File.WriteAllText(_folder.Path("notes.txt"), "no picture");

        CliRun.Of("trace", _folder.Model(), _folder.Path("notes.txt")).AssertFails(ExitCode.BadInput, "neither a JPEG nor a PNG");
        CliRun.Of("trace", _folder.Model(), _folder.Path("missing.s8")).AssertFails(ExitCode.BadInput, "missing.s8");
    }

    [Fact]
    public void Header_GoldenTraces_AreTheSameColumns()
    {
        string golden = File.ReadLines(SharedFolder.Require("golden", "person_detect", "image1.ops.tsv")).First();

        Assert.Equal(golden, CliRun.Of("trace", _folder.Model(), _folder.Picture()).Lines[0]);
    }

    [Theory]
    [InlineData("keyword_spotting", "kws_ref_model.tflite", "input0.s8", "input0.ops.tsv")]
    [InlineData("mobilenet_v2", "mobilenet_v2_quantized_1x3x224x224.tflite", "dog.s8", "dog.ops.tsv")]
    public void Run_GoldenTfLiteFile_PrintsTensorFlowLiteMicrosTraceLineByLine(string folder, string model, string input, string expected)
    {
        string golden = SharedFolder.Require("golden", folder);

        CliRun run = CliRun.Of("trace", Path.Combine(golden, model), Path.Combine(golden, input));

        Assert.Equal(File.ReadAllLines(Path.Combine(golden, expected)), run.Lines);
    }
}
