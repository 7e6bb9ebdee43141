// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--width 3", "width multiplier is 3")]
    [InlineData("--width 0.05", "from 0.1 to 1")]
    [InlineData("--size 16", "from 32 to 224")]
    [InlineData("--size 500", "input size is 500")]
    [InlineData("--channels 2", "1 (grey) or 3 (colour)")]
    [InlineData("--arch resnet", "mobilenet-v1")]
    [InlineData("--optimizer magic", "adamw or sgd")]
    [InlineData("--epochs 0", "at least 1")]
    [InlineData("--min-crop 0", "smallest crop area is 0")]
    [InlineData("--min-crop 0.5 --no-augmentation", "leave --min-crop or --no-augmentation away")]
    [InlineData("--cutmix 2", "share of CutMix batches is 2")]
    [InlineData("--start-size 16", "from 32 to the network's 96")]
    [InlineData("--device gpu", "choose cpu or cuda")]
    [InlineData("--teacher-scores s", "--teacher-scores needs a network to learn from")]
    [InlineData("--camera 1.5", "The share of camera frames is 1.5; it must be from 0 to 1.")]
    [InlineData("--camera -0.1", "from 0 to 1")]
    [InlineData("--camera 0.5 --no-augmentation", "leave --camera or --no-augmentation away")]
    [InlineData("--val-percent 0", "from 1 to 99")]
    [InlineData("--val-percent 100", "from 1 to 99")]
    public void Run_ImpossibleRecipe_IsAUsageErrorBeforeAnythingIsWritten(string options, string sentence)
    {
        string flowers = _folder.Flowers();
        string[] before = _folder.Files();

        CliRun.Of(["train", flowers, "--out", _folder.Path("run"), .. options.Split(' ')]).AssertFails(ExitCode.Usage, sentence);

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Run_UnusableDataSet_IsRefused()
    {
        Directory.CreateDirectory(_folder.Path("single", "rose"));
        File.Copy(_folder.Picture(), _folder.Path("single", "rose", "a.png"));

        CliRun.Of("train", _folder.Path("nosuch"), "--out", _folder.Path("run")).AssertFails(ExitCode.BadInput, "no folder");
        CliRun.Of("train", _folder.Path("single"), "--out", _folder.Path("run")).AssertFails(ExitCode.BadInput, "single class");
        CliRun.Of("train", _folder.Flowers(), "--out", _folder.Path("run"), "--recipe", _folder.Picture()).AssertFails(ExitCode.BadInput, "no recipe");
    }

    [Fact]
    public void Run_ResumeWithoutARun_IsRefusedBeforeAnythingIsWritten() =>
        CliRun.Of("train", _folder.Flowers(), "--out", _folder.Path("nosuch"), "--resume").AssertFails(ExitCode.BadInput, "no training run to go on with");

    [Fact]
    public void Run_OutputIsAFile_IsRefused() =>
        CliRun.Of("train", _folder.Flowers(), "--out", _folder.Picture(), "--size", "32", "--width", "0.1").AssertFails(ExitCode.BadInput, "is a file");

    [Fact]
    public void Quantize_NoRun_IsRefused()
    {
        CliRun.Of("quantize", _folder.Path("nosuch"), "--calibration", _folder.Flowers(), "--out", _folder.Path("m.emb"))
            .AssertFails(ExitCode.BadInput, "holds no training run");
    }

    [Fact]
    public void Run_ThenQuantizeThenEval_IsTheWholeRoad()
    {
        string flowers = _folder.Flowers(perClass: 6);
        string run = _folder.Path("run");
        string[] small = ["--width", "0.1", "--size", "32", "--batch", "8", "--threads", "2"];
        File.WriteAllText(Path.Combine(flowers, "rose", "broken.jpg"), "no picture");

        CliRun trained = CliRun.Of(["train", flowers, "--out", run, "--epochs", "1", .. small, "--json"]);

        Assert.Equal(ExitCode.Ok, trained.Code);
        Assert.Equal(1, trained.Json.GetProperty("epochs").GetInt32());
        Assert.Contains("broken.jpg: the file is neither a JPEG nor a PNG picture", trained.Error);
        Assert.Single(trained.Error.Split('\n'), line => line.StartsWith("epoch 1/1 "));
        PlotAssert.HasTitle(Path.Combine(run, "curves.png"));
        CliRun.Of(["train", flowers, "--out", run, "--epochs", "1", .. small]).AssertFails(ExitCode.BadInput, "already holds a training run");
        CliRun.Of("train", flowers, "--out", run, "--resume", "--width", "0.2").AssertFails(ExitCode.BadInput, "width");

        string model = _folder.Path("made", "model.emb");
        CliRun quantized = CliRun.Of("quantize", run, "--calibration", flowers, "--out", model, "--report", _folder.Path("layers.json"));
        Assert.Equal(ExitCode.Ok, quantized.Code);
        Assert.All(new[] { "block13/pointwise", "dB", "arena" }, part => Assert.Contains(part, quantized.Out));
        Assert.Contains("\"layers\":[", File.ReadAllText(_folder.Path("layers.json")));
        Assert.Equal(30, CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("pictures").GetInt32());

        string grey = GreyCopies(flowers);
        CliRun.Of("quantize", run, "--calibration", grey, "--out", _folder.Path("grey.emb")).AssertFails(ExitCode.BadInput, "3 channels");
        Assert.False(File.Exists(_folder.Path("grey.emb")));
        Assert.DoesNotContain(_folder.Files(), file => file.EndsWith(".tmp"));
    }

    [Fact]
    public void Run_Resume_GoesOnWithTheSettingsOfTheRun()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string run = _folder.Path("run");
        string[] line = ["train", flowers, "--out", run, "--width", "0.1", "--size", "32", "--batch", "8", "--epochs", "2", "--threads", "2", "--seed", "5"];
        CliRun whole = CliRun.Of([.. line, "--json"]);
        byte[] best = File.ReadAllBytes(Path.Combine(run, "best.ckpt"));

        CliRun resumed = CliRun.Of("train", flowers, "--out", run, "--resume", "--json");

        Assert.Equal(ExitCode.Ok, resumed.Code);
        Assert.Equal(whole.Out, resumed.Out);
        Assert.Equal(best, File.ReadAllBytes(Path.Combine(run, "best.ckpt")));
    }

    [Fact]
    public void Run_Init_StartsFromARunAndSaysWhatDoesNotFit()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string[] small = ["--size", "32", "--batch", "8", "--epochs", "1", "--threads", "2"];
        Assert.Equal(ExitCode.Ok, CliRun.Of(["train", flowers, "--out", _folder.Path("first"), "--width", "0.2", .. small]).Code);

        string tuned = _folder.Path("tuned");
        CliRun run = CliRun.Of(["train", flowers, "--out", tuned, "--init", _folder.Path("first"), "--width", "0.1", "--freeze", .. small]);

        Assert.Equal(ExitCode.Ok, run.Code);
        string recipe = File.ReadAllText(Path.Combine(tuned, "recipe.json"));
        Assert.All(new[] { "\"kind\": \"run\"", "\"freeze\": true", "\"backboneRate\": 0.3" }, part => Assert.Contains(part, recipe));
        Directory.Delete(_folder.Path("first"), recursive: true);
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--out", tuned, "--resume").Code);
        CliRun.Of("train", flowers, "--out", tuned, "--resume", "--init", "other").AssertFails(ExitCode.BadInput, "not \"path\": \"other\"");
        CliRun.Of("train", flowers, "--out", _folder.Path("again"), "--recipe", Path.Combine(tuned, "recipe.json")).AssertFails(ExitCode.BadInput, "first: there is no such file");
        CliRun.Of(["train", flowers, "--out", _folder.Path("wide"), "--init", tuned, "--width", "0.2", .. small]).AssertFails(ExitCode.Usage, "is of width 0.1");
        CliRun.Of("train", flowers, "--out", _folder.Path("none"), "--freeze").AssertFails(ExitCode.Usage, "--freeze needs");
        CliRun.Of(["train", flowers, "--out", _folder.Path("none"), "--init", tuned, "--freeze", "--backbone-rate", "0.5", .. small]).AssertFails(ExitCode.Usage, "--freeze trains the classifier alone");
        CliRun.Of(["train", flowers, "--out", _folder.Path("none"), "--init", tuned, "--arch", "mobilenet-v2", .. small]).AssertFails(ExitCode.Usage, "it looks like mobilenet-v1, give --arch mobilenet-v1");
        CliRun.Of(["train", flowers, "--out", _folder.Path("none"), "--init", _folder.Path("no.tflite"), .. small]).AssertFails(ExitCode.BadInput, "no.tflite: there is no such file");
        CliRun.Of(["train", flowers, "--out", _folder.Path("none"), "--init", _folder.Model(), .. small]).AssertFails(ExitCode.Usage, "is quantized for boards");
        Assert.Contains("starting from " + _folder.Path("first") + ": ", run.Error);
        Assert.Contains("; the classifier is taken over too", run.Error);
        Assert.False(Directory.Exists(_folder.Path("wide")));
    }

    [Fact]
    public void Run_Teacher_IsRecordedAndItsClassesAreChecked()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string[] small = ["--size", "32", "--batch", "8", "--epochs", "1", "--threads", "2"];
        string teacher = _folder.Path("teacher");
        Assert.Equal(ExitCode.Ok, CliRun.Of(["train", flowers, "--out", teacher, "--width", "0.1", "--arch", "mobilenet-v2", "--head", "64", .. small]).Code);

        string taught = _folder.Path("taught");
        Assert.Equal(ExitCode.Ok, CliRun.Of(["train", flowers, "--out", taught, "--width", "0.1", "--teacher", teacher, "--temperature", "3", .. small]).Code);

        string recipe = File.ReadAllText(Path.Combine(taught, "recipe.json"));
        Assert.All(new[] { "\"weight\": 0.9", "\"temperature\": 3", "\"views\": 32", "\"featureWeight\": 1,", "\"mixup\": 1,", "\"cutMix\": 0.3" }, part => Assert.Contains(part, recipe));
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--out", taught, "--resume").Code);
        CliRun.Of(["train", flowers, "--out", _folder.Path("other"), "--teacher", teacher, "--teacher-scores", Path.Combine(taught, "teacher.scores"), "--no-augmentation", .. small])
            .AssertFails(ExitCode.BadInput, "holds scores of pictures that were varied with other settings: name another file, or remove it");
        CliRun.Of("train", flowers, "--out", _folder.Path("none"), "--temperature", "2").AssertFails(ExitCode.Usage, "--temperature needs");
        Directory.Delete(Path.Combine(flowers, "rose"), recursive: true);
        CliRun.Of(["train", flowers, "--out", _folder.Path("four"), "--teacher", teacher, .. small]).AssertFails(ExitCode.Usage, "5 classes, which are not the 4 of the pictures, it knows \"");
    }

    [Fact]
    public void Run_PicturesThatSpoilATraining_AreWarnedOf()
    {
        string flowers = _folder.Flowers(perClass: 12);
        string rare = Path.Combine(flowers, "rose");
        foreach (string file in Directory.EnumerateFiles(rare).Skip(2))
        {
            File.Delete(file);
        }

        string[] small = ["--width", "0.1", "--size", "64", "--batch", "8", "--epochs", "1", "--threads", "2", "--val", flowers];
        CliRun plain = CliRun.Of(["train", flowers, "--out", _folder.Path("plain"), .. small]);
        CliRun balanced = CliRun.Of(["train", flowers, "--out", _folder.Path("balanced"), "--balance", .. small, "--quiet"]);
        CliRun fitting = CliRun.Of(["train", _folder.Flowers("good", perClass: 10, size: 64), "--out", _folder.Path("fitting"), .. small]);

        Assert.All(new[] { plain, balanced, fitting }, run => Assert.Equal(ExitCode.Ok, run.Code));
        Assert.Contains("too few training pictures, below 10, of rose (2): ", plain.Error);
        Assert.Contains("the classes are out of balance, daisy has 12 training pictures and rose 2: in doubt the network will say daisy; --balance ", plain.Error);
        Assert.Contains("50 of 50 training pictures are smaller than the network's input of 64x64 pixels, the smallest side is 48: ", plain.Error);
        Assert.Contains("rose (2)", balanced.Error);
        Assert.DoesNotContain("out of balance", balanced.Error);
        Assert.All(new[] { "too few", "out of balance", "smaller than" }, part => Assert.DoesNotContain(part, fitting.Error));
        Assert.Contains("\"balance\": true", File.ReadAllText(_folder.Path("balanced", "recipe.json")));
        CliRun resumed = CliRun.Of("train", flowers, "--out", _folder.Path("balanced"), "--resume", "--val", flowers);
        Assert.Equal(ExitCode.Ok, resumed.Code);
        Assert.DoesNotContain("rose (2)", resumed.Error);
        CliRun.Of("train", flowers, "--out", _folder.Path("plain"), "--resume", "--val", flowers, "--balance").AssertFails(ExitCode.BadInput, "was started with \"balance\": false, not \"balance\": true");
    }

    [Fact]
    public void Run_MobileNetV2_IsQuantizedAndMeasured()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string run = _folder.Path("run");
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--out", run, "--arch", "mobilenet-v2", "--width", "0.1", "--size", "32", "--batch", "8", "--epochs", "1", "--threads", "2").Code);

        string model = _folder.Path("model.emb");
        CliRun quantized = CliRun.Of("quantize", run, "--calibration", flowers, "--out", model, "--json");

        Assert.Equal(ExitCode.Ok, quantized.Code);
        Assert.All(new[] { "block3/add", "block17/project", "head" }, part => Assert.Contains($"\"name\":\"{part}\"", quantized.Out));
        Assert.Equal(20, CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("pictures").GetInt32());
    }

    /// <summary>The same data set in grey pictures.</summary>
    private string GreyCopies(string flowers)
    {
        foreach (string file in Directory.EnumerateFiles(flowers, "*.png", SearchOption.AllDirectories))
        {
            Data.Picture picture = Data.PictureFile.Load(file);
            byte[] rgb = [.. Enumerable.Range(0, picture.Rgb.Length).Select(index => picture.Rgb[index / 3 * 3])];
            string copy = _folder.Path("grey", Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            Data.PictureFile.SavePng(new Data.Picture(picture.Width, picture.Height, rgb), copy);
        }

        return _folder.Path("grey");
    }
}
