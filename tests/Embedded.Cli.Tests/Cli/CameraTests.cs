// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Data;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests;

public sealed class CameraTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Eval_Camera_MeasuresBothAndLeavesTheFirstAsItWas()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 4);

        JsonElement clean = CliRun.Of("eval", model, flowers, "--json").Json;
        JsonElement both = CliRun.Of("eval", model, flowers, "--camera", "--json").Json;

        Assert.Equal(JsonValueKind.Null, clean.GetProperty("camera").ValueKind);
        Assert.Equal(clean.GetProperty("confusion").GetRawText(), both.GetProperty("confusion").GetRawText());
        JsonElement camera = both.GetProperty("camera");
        Assert.Equal(20, camera.GetProperty("pictures").GetInt32());
        Assert.Equal(1, camera.GetProperty("seed").GetInt32());
        Assert.Equal(camera.GetProperty("correct").GetInt32() / 20.0, camera.GetProperty("accuracy").GetDouble());
        Assert.Equal(20, camera.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(5, camera.GetProperty("classes").GetArrayLength());
        Assert.InRange(camera.GetProperty("sameClass").GetDouble(), 0, 1);
    }

    [Fact]
    public void Eval_CameraOnAnyNumberOfThreads_FindsTheSame()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 4);

        string Camera(string threads) => CliRun.Of("eval", model, flowers, "--camera", "--json", "--threads", threads).Json.GetProperty("camera").GetRawText();

        Assert.Equal(Camera("1"), Camera("3"));
    }

    [Fact]
    public void Eval_CameraText_ShowsBothSideBySide()
    {
        CliRun run = CliRun.Of("eval", _folder.Model(channels: 1), _folder.Flowers(), "--camera");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("of 10 simulated camera frames, seed 1", run.Out);
        Assert.Contains("camera-like", Assert.Single(run.Lines, line => line.Contains("precision", StringComparison.Ordinal)));
        Assert.DoesNotContain("camera", CliRun.Of("eval", _folder.Model(), _folder.Flowers("others")).Out);
    }

    [Fact]
    public void Data_Camera_DrawsPicturesBesideTheirFrames()
    {
        string flowers = _folder.Flowers(perClass: 3);
        string sheet = _folder.Path("made", "camera.png");

        JsonElement json = CliRun.Of("data", "camera", flowers, "--out", sheet, "--count", "5", "--json").Json;
        byte[] first = File.ReadAllBytes(sheet);
        CliRun again = CliRun.Of("data", "camera", flowers, "--out", sheet, "--count", "5");
        byte[] second = File.ReadAllBytes(sheet);
        CliRun.Of("data", "camera", flowers, "--out", sheet, "--count", "5", "--seed", "2");

        PlotAssert.HasTitle(sheet);
        Assert.Equal([sheet], json.GetProperty("sheets").EnumerateArray().Select(file => file.GetString()));
        JsonElement[] frames = [.. json.GetProperty("frames").EnumerateArray()];
        Assert.Equal(["daisy/0.png", "dandelion/0.png", "rose/0.png", "sunflower/0.png", "tulip/0.png"], frames.Select(frame => frame.GetProperty("path").GetString()));
        Assert.All(frames, frame => Assert.InRange(frame.GetProperty("shot").GetProperty("gain").GetDouble(), 1, 32));
        Assert.Equal(first, second);
        Assert.NotEqual(first, File.ReadAllBytes(sheet));
        Assert.Contains("5 pictures and their frames", again.Out);
    }

    [Fact]
    public void Data_CameraOfManyPictures_TakesFurtherPages()
    {
        string flowers = _folder.Flowers(perClass: 5);

        CliRun run = CliRun.Of("data", "camera", flowers, "--out", _folder.Path("camera.png"), "--count", "21");

        Assert.Contains("camera-2.png", run.Out);
        PlotAssert.HasTitle(_folder.Path("camera-2.png"));
    }

    [Fact]
    public void Data_CameraBadInput_IsRefused()
    {
        string flowers = _folder.Flowers();

        CliRun.Of("data", "camera", flowers).AssertFails(ExitCode.Usage, "--out");
        CliRun.Of("data", "camera", flowers, "--out", _folder.Path("sheet.jpg")).AssertFails(ExitCode.Usage, ".png");
        CliRun.Of("data", "camera", flowers, "--out", _folder.Path("sheet.png"), "--count", "0").AssertFails(ExitCode.Usage, "must be 1 or more");
        CliRun.Of("data", "camera", _folder.Path("nosuch"), "--out", _folder.Path("sheet.png")).AssertFails(ExitCode.BadInput, "no folder");
        CliRun.Of("data", "camera", flowers, "--out", _folder.Path("sheet.png"), "--size", "300").AssertFails(ExitCode.Usage, "from 32 to 240");
        Directory.CreateDirectory(_folder.Path("both", "train"));
        Directory.CreateDirectory(_folder.Path("both", "val"));
        CliRun.Of("data", "camera", _folder.Path("both"), "--out", _folder.Path("sheet.png")).AssertFails(ExitCode.BadInput, "divided into train and val");
        File.WriteAllText(Path.Combine(flowers, "rose", "0.png"), "no picture");
        CliRun.Of("data", "camera", flowers, "--out", _folder.Path("sheet.png")).AssertFails(ExitCode.BadInput, "neither a JPEG nor a PNG picture");
        Assert.False(File.Exists(_folder.Path("sheet.png")));
    }

    [Fact]
    public void Train_Camera_IsInTheRecipeAndInTheReport()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string run = _folder.Path("run");

        CliRun trained = CliRun.Of("train", flowers, "--out", run, "--epochs", "1", "--width", "0.1", "--size", "32", "--batch", "4", "--threads", "2", "--camera", "0.25", "--json");

        Assert.Equal(ExitCode.Ok, trained.Code);
        Assert.Equal(0.25, RunFolder.Open(run).Recipe.Augmentation!.CameraProbability);
        CliRun report = CliRun.Of("report", run, "--data", flowers, "--out", _folder.Path("r.html"), "--json");
        Assert.Equal(["float", "float, camera-like"], report.Json.GetProperty("measured").EnumerateArray().Select(column => column.GetProperty("title").GetString()));
        string page = File.ReadAllText(_folder.Path("r.html"));
        Assert.Contains("25 % as a frame of a simulated camera instead", page);
        Assert.Contains("Camera-like: the same pictures", page);
    }
}
