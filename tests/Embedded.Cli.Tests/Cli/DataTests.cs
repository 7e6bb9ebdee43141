// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Data.Synth;

namespace Embedded.Cli.Tests;

public sealed class DataTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Synth_SmallSet_CanBeOpened()
    {
        CliRun run = CliRun.Of("data", "synth", _folder.Path("flowers"), "--train", "2", "--val", "1", "--size", "32");

        Assert.Equal(ExitCode.Ok, run.Code);
        DatasetSplit split = Dataset.OpenSplit(_folder.Path("flowers"));
        Assert.Equal((10, 5), (split.Train.Samples.Count, split.Validation.Samples.Count));
    }

    [Fact]
    public void Synth_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        byte[] Draw(string name, string seed)
        {
            CliRun run = CliRun.Of("data", "synth", _folder.Path(name), "--train", "1", "--val", "1", "--size", "32", "--seed", seed, "--json");
            Assert.Equal(5, run.Json.GetProperty("train").GetInt32());
            return File.ReadAllBytes(_folder.Path(name, "train", "rose", "rose-0001.jpg"));
        }

        byte[] first = Draw("a", "3");
        Assert.Equal(first, Draw("b", "3"));
        Assert.NotEqual(first, Draw("c", "4"));
    }

    [Fact]
    public void Synth_FolderWithPhotographs_IsLeftAlone()
    {
        Directory.CreateDirectory(_folder.Path("photos", "train", "rose"));
        File.WriteAllText(_folder.Path("photos", "train", "rose", "mine.jpg"), "a photograph");

        CliRun.Of("data", "synth", _folder.Path("photos")).AssertFails(ExitCode.BadInput, "photos");

        Assert.Equal([_folder.Path("photos", "train", "rose", "mine.jpg")], _folder.Files());
    }

    [Fact]
    public void Check_GoodSet_CountsTheClasses()
    {
        string flowers = _folder.Flowers(perClass: 10);

        CliRun run = CliRun.Of("data", "check", flowers);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("50 readable pictures in 5 classes, 48x48 to 48x48 pixels", run.Out);
        Assert.Contains("Nothing stands in the way", run.Out);
        Assert.Equal("1.0", Assert.Single(run.Lines, line => line.Contains("largest : smallest")).Trim().Split(' ')[^1]);
        Assert.Equal(5, CliRun.Of("data", "check", flowers, "--json").Json.GetProperty("labels").GetArrayLength());
    }

    [Fact]
    public void Check_PictureOfTrainInVal_IsALeakAndDrawnAsAPair()
    {
        string data = _folder.Path("photos");
        _folder.Flowers(Path.Combine("photos", "train"), perClass: 10);
        _folder.Flowers(Path.Combine("photos", "val"), perClass: 0);
        for (int label = 0; label < SyntheticFlowers.Labels.Count; label++)
        {
            PictureFile.SavePng(SyntheticFlowers.Draw(1, label, 50, 48), Path.Combine(data, "val", SyntheticFlowers.Labels[label], "0.png"));
        }

        PictureFile.SaveJpeg(PictureFile.Load(Path.Combine(data, "train", "rose", "4.png")), Path.Combine(data, "val", "rose", "again.jpg"), 90);

        CliRun run = CliRun.Of("data", "check", data, "--sheet", _folder.Path("alike.png"));
        CliRun json = CliRun.Of("data", "check", data, "--json");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("train/rose/4.png ~ val/rose/again.jpg", run.Out);
        Assert.Contains("1 of the pictures of val look like one of train", run.Out);
        Assert.Contains("Too few pictures in val, below 10, for daisy (1)", run.Out);
        Assert.True(Assert.Single(json.Json.GetProperty("nearDuplicates").EnumerateArray()).GetProperty("acrossParts").GetBoolean());
        Assert.False(File.Exists(_folder.Path("alike.png")));
        PlotAssert.HasTitle(_folder.Path("alike-pairs.png"));
    }

    [Fact]
    public void Check_SheetWithNothingToDraw_SaysSo()
    {
        CliRun run = CliRun.Of("data", "check", _folder.Flowers(), "--sheet", _folder.Path("sheet.png"));

        Assert.Contains("Nothing to draw", run.Out);
        Assert.False(File.Exists(_folder.Path("sheet.png")));
    }

    [Fact]
    public void Check_CorruptPicture_IsNamedAndBadInput()
    {
        string flowers = _folder.Flowers();
        File.WriteAllBytes(Path.Combine(flowers, "rose", "empty.jpg"), []);
        File.WriteAllText(Path.Combine(flowers, "rose", "notes.txt"), "text");

        CliRun run = CliRun.Of("data", "check", flowers);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("rose/empty.jpg: the file is empty", run.Out);
        Assert.Contains("rose/notes.txt", run.Out);
    }

    [Fact]
    public void Check_NoDataSet_IsRefused()
    {
        Directory.CreateDirectory(_folder.Path("single", "rose"));
        File.Copy(_folder.Picture(), _folder.Path("single", "rose", "a.png"));

        CliRun.Of("data", "check", _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "no folder");
        CliRun.Of("data", "check", _folder.Path("single")).AssertFails(ExitCode.BadInput, "single class");
    }
}
