// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Data;

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
    public void Run_GreyFile_IsThePictureOfItsPixels()
    {
        byte[] grey = [.. Enumerable.Range(0, 40 * 40).Select(pixel => (byte)(pixel * pixel >> 7))];
        File.WriteAllBytes(_folder.Path("frame.gray"), grey);
        PictureFile.SavePng(new Picture(40, 40, [.. grey.SelectMany(value => new[] { value, value, value })]), _folder.Path("frame.png"));

        JsonElement json = CliRun.Of("predict", _folder.Model(), _folder.Path("frame.gray"), _folder.Path("frame.png"), "--json").Json;

        string[] outputs = [.. json.GetProperty("predictions").EnumerateArray().Select(prediction => prediction.GetProperty("outputs").ToString())];
        Assert.Equal(2, outputs.Length);
        Assert.Equal(outputs[1], outputs[0]);
    }

    [Fact]
    public void Run_GreyFileThatIsNoSquare_IsRefused()
    {
        File.WriteAllBytes(_folder.Path("frame.gray"), new byte[9215]);

        CliRun.Of("predict", _folder.Model(), _folder.Path("frame.gray")).AssertFails(ExitCode.BadInput, "frame.gray: 9,215 bytes are no square of grey pixels");
    }

    [Fact]
    public void Run_ManyPictures_ShowsALineEach()
    {
        string[] pictures = [.. Enumerable.Range(0, 6).Select(index => _folder.Picture($"{index}.png"))];

        CliRun run = CliRun.Of(["predict", _folder.Model(), .. pictures]);

        Assert.All(pictures, picture => Assert.Single(run.Lines, line => line.Contains(picture)));
    }

    [Fact]
    public void Run_DamagedPictureAmongOthers_IsNamedAndTheOthersAreClassified()
    {
        string cut = CutPicture();

        CliRun run = CliRun.Of("predict", _folder.Model(), cut, _folder.Picture());

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("rose.png", run.Out);
        Assert.Contains("cut.png", run.Error);
        JsonElement json = CliRun.Of("predict", _folder.Model(), cut, _folder.Picture(), "--json").Json;
        Assert.Equal(1, json.GetProperty("predictions").GetArrayLength());
        Assert.Equal(cut, json.GetProperty("skipped")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void Run_OnlyDamagedPicturesOrFolders_IsRefused()
    {
        CliRun.Of("predict", _folder.Model(), CutPicture(), "--quiet").AssertFails(ExitCode.BadInput, "cut.png");
        CliRun.Of("predict", _folder.Model(), _folder.Flowers()).AssertFails(ExitCode.BadInput, "this is a folder");
    }

    private string CutPicture()
    {
        byte[] picture = File.ReadAllBytes(_folder.Picture());
        string path = _folder.Path("cut.png");
        File.WriteAllBytes(path, picture[..(picture.Length / 2)]);
        return path;
    }
}
