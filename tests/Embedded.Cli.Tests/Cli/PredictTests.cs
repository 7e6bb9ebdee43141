// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Cli.Tests;

public sealed class PredictTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Json_HasLabelProbabilityAndRawOutputs()
    {
        JsonElement json = CliRun.Of("predict", _folder.Model(), _folder.Picture(), _folder.Picture("b.png"), "--json").Json;

        Assert.Equal(2, json.GetProperty("predictions").GetArrayLength());
        JsonElement prediction = json.GetProperty("predictions")[0];
        int[] outputs = [.. prediction.GetProperty("outputs").EnumerateArray().Select(output => output.GetInt32())];
        Assert.Equal(5, outputs.Length);
        Assert.Equal(json.GetProperty("labels")[Array.IndexOf(outputs, outputs.Max())].GetString(), prediction.GetProperty("label").GetString());
        Assert.Equal((outputs.Max() + 128) / 256.0, prediction.GetProperty("probability").GetDouble());
    }

    [Fact]
    public void Run_OnePicture_ShowsABarForEachClass()
    {
        CliRun run = CliRun.Of("predict", _folder.Model(), _folder.Picture());

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(new[] { "rose.png", "daisy", "tulip", "█", "%" }, part => Assert.Contains(part, run.Out));
    }

    [Fact]
    public void Run_ManyPictures_ShowsALineEach()
    {
        string[] pictures = [.. Enumerable.Range(0, 6).Select(index => _folder.Picture($"{index}.png"))];

        CliRun run = CliRun.Of(["predict", _folder.Model(), .. pictures]);

        Assert.All(pictures, picture => Assert.Single(run.Lines, line => line.Contains(picture)));
    }

    [Fact]
    public void Run_DamagedPicture_IsNamed()
    {
        byte[] picture = File.ReadAllBytes(_folder.Picture());
        File.WriteAllBytes(_folder.Path("cut.png"), picture[..(picture.Length / 2)]);

        CliRun.Of("predict", _folder.Model(), _folder.Picture(), _folder.Path("cut.png")).AssertFails(ExitCode.BadInput, "cut.png");
    }
}
