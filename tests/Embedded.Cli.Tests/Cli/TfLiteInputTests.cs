// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Cli.Tests;

/// <summary>Commands that take a .tflite file where they take an .emb model.</summary>
public sealed class TfLiteInputTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("trace", "operators")]
    [InlineData("predict", "predictions")]
    [InlineData("inspect", "layers")]
    [InlineData("eval", "confusion")]
    public void Run_TfLiteFile_GivesWhatItsModelGives(string command, string result)
    {
        string model = _folder.Model();
        string network = _folder.TfLite(model);
        string[] rest = command switch { "inspect" => [], "eval" => [_folder.Flowers()], _ => [_folder.Picture()] };

        CliRun run = CliRun.Of([command, network, .. rest, "--json"]);

        Assert.Equal(ExitCode.Ok, run.Code);
        JsonElement expected = CliRun.Of([command, model, .. rest, "--json"]).Json.GetProperty(result);
        Assert.True(expected.GetArrayLength() > 0);
        Assert.Equal(expected.GetRawText(), run.Json.GetProperty(result).GetRawText());
        Assert.Equal(ExitCode.Ok, CliRun.Of([command, network, .. rest]).Code);
    }

    [Fact]
    public void Run_Simulate_TakesTfLiteFiles()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 1);

        CliRun run = CliRun.Of("simulate", _folder.TfLite(model), "--frames", flowers);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(5, Predictions(run).Length);
        Assert.Equal(Predictions(CliRun.Of("simulate", model, "--frames", flowers)), Predictions(run));
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("trace")]
    [InlineData("predict")]
    [InlineData("eval")]
    [InlineData("simulate")]
    [InlineData("export")]
    public void Run_FileThatIsNoTfLite_IsRefusedInOneSentence(string command)
    {
        File.WriteAllText(_folder.Path("net.tflite"), "a text that somebody renamed");
        string[] rest = command switch
        {
            "trace" or "predict" => [_folder.Picture()],
            "eval" => [_folder.Flowers(perClass: 1)],
            "simulate" => ["--frames", _folder.Flowers(perClass: 1)],
            "export" => ["--to", "onnx", "--out", _folder.Path("net.onnx")],
            _ => [],
        };
        string[] before = _folder.Files();

        CliRun.Of([command, _folder.Path("net.tflite"), .. rest]).AssertFails(ExitCode.BadInput, "net.tflite: this is no .tflite file");

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Run_Set_SaysThatOnlyModelsHaveSettings()
    {
        string network = _folder.TfLite(_folder.Model());
        byte[] before = File.ReadAllBytes(network);

        CliRun.Of("set", network, "threshold=60").AssertFails(ExitCode.BadInput, "embedded import");

        Assert.Equal(before, File.ReadAllBytes(network));
    }

    private static string[] Predictions(CliRun run) => [.. run.Lines.Where(line => line.StartsWith('>')).Select(line => line[..line.IndexOf(" ms=", StringComparison.Ordinal)])];
}
