// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;

namespace Embedded.Cli.Tests;

public sealed class SuspectTests : IDisposable
{
    private const int Side = 174; // of a thumbnail

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_Suspects_AreThePicturesWithTheLeastProbableLabels()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 4);
        string[] expected = [.. Dataset.Open(flowers).Samples.Select(sample => Said(model, sample)).Where(said => !said.IsRight).OrderBy(said => said.Probability).ThenByDescending(said => said.Confidence).Select(said => said.Path)];

        JsonElement json = CliRun.Of("data", "check", flowers, "--suspects", model, "--json").Json.GetProperty("suspects");
        CliRun text = CliRun.Of("data", "check", flowers, "--suspects", model, "--count", "3", "--list", _folder.Path("suspects.txt"));

        JsonElement[] suspects = [.. json.GetProperty("suspects").EnumerateArray()];
        Assert.Equal(expected, suspects.Select(suspect => suspect.GetProperty("path").GetString()));
        Assert.Equal((20, expected.Length), (json.GetProperty("pictures").GetInt32(), json.GetProperty("disagreeing").GetInt32()));
        (string _, bool _, double probability, double confidence) = Said(model, Dataset.Open(flowers).Samples.Single(sample => sample.Path == expected[0]));
        Assert.Equal(confidence, suspects[0].GetProperty("confidence").GetDouble());
        Assert.Equal(-Math.Log(Math.Max(probability, 1 / 512.0)), suspects[0].GetProperty("loss").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Null, suspects[0].GetProperty("heldOut").ValueKind);
        Assert.Equal(expected[..3], File.ReadAllLines(_folder.Path("suspects.txt")));
        Assert.All(expected[..3], path => Assert.Contains(path, text.Out));
        Assert.Contains("does not say which of these pictures it learned", text.Out);
        Assert.Contains("the stronger hint", text.Out.Replace("\n", " "));
    }

    [Fact]
    public void Check_SheetOfMoreThanAPage_IsDrawnOnSeveral()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 14);

        CliRun run = CliRun.Of("data", "check", flowers, "--suspects", model, "--sheet", _folder.Path("s.png"), "--count", "45", "--list", _folder.Path("list.json"), "--json");

        int shown = run.Json.GetProperty("suspects").GetProperty("suspects").GetArrayLength();
        Assert.Equal(45, shown);
        JsonElement list = JsonDocument.Parse(File.ReadAllText(_folder.Path("list.json"))).RootElement;
        Assert.Equal(run.Json.GetProperty("suspects").GetProperty("suspects").GetRawText(), list.GetProperty("suspects").GetRawText());
        Assert.Equal([_folder.Path("s.png"), _folder.Path("s-2.png")], run.Json.GetProperty("sheets").EnumerateArray().Select(file => file.GetString()));
        PlotAssert.HasTitle(_folder.Path("s.png"));
        Picture first = PictureFile.Load(_folder.Path("s.png")); // halved while its shorter side keeps 512
        Assert.Equal((8 * (176 + 12) + 12, 44 + 5 * (176 + 48 + 16)), Size(_folder.Path("s.png")));
        Assert.Equal((5 * (176 + 12) + 12, 44 + 176 + 48 + 16), Size(_folder.Path("s-2.png")));
        Assert.True(first.Rgb.Count(value => value < 200) > first.Rgb.Length / 10, "hardly any pixel of the sheet is dark");
    }

    [Fact]
    public void Check_ThumbnailOfASheet_ShowsThePicture()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 2, size: Side);

        CliRun run = CliRun.Of("data", "check", flowers, "--suspects", model, "--sheet", _folder.Path("s.png"), "--json");

        string worst = run.Json.GetProperty("suspects").GetProperty("suspects")[0].GetProperty("path").GetString()!;
        Picture photo = PictureFile.Load(Path.Combine(flowers, worst));
        Picture sheet = PictureFile.Load(_folder.Path("s.png"));
        for (int y = 0; y < Side; y++)
        {
            Assert.Equal(photo.Rgb.AsSpan(3 * Side * y, 3 * Side).ToArray(), sheet.Rgb.AsSpan(3 * ((44 + y) * sheet.Width + 12), 3 * Side).ToArray());
        }
    }

    [Fact]
    public void Check_NetworkThatAgreesWithEveryFolder_FindsNoSuspects()
    {
        string model = Path.Combine(AppContext.BaseDirectory, "models", "first-light", "model.emb"); // trained: it tells drawings apart
        string[] labels = EmbFile.Load(model).Model.Labels;
        string flowers = _folder.Flowers("drawn", perClass: 4);
        foreach (Sample sample in Dataset.Open(flowers).Samples)
        {
            string label = labels[Predicted(model, sample)];
            Directory.CreateDirectory(_folder.Path("sorted", label));
            File.Copy(sample.FullPath, _folder.Path("sorted", label, sample.Path.Replace('/', '-')));
        }

        CliRun run = CliRun.Of("data", "check", _folder.Path("sorted"), "--suspects", model, "--list", _folder.Path("list.txt"), "--sheet", _folder.Path("s.png"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("No suspects", run.Out);
        Assert.Contains("20 pictures", run.Out);
        Assert.Empty(File.ReadAllText(_folder.Path("list.txt")));
        Assert.False(File.Exists(_folder.Path("s.png")));
    }

    [Fact]
    public void Check_UnreadablePicture_IsListedAndNotAsked()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers();
        File.WriteAllText(Path.Combine(flowers, "rose", "broken.jpg"), "no picture");

        CliRun run = CliRun.Of("data", "check", flowers, "--suspects", model, "--json");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Equal(10, run.Json.GetProperty("suspects").GetProperty("pictures").GetInt32());
    }

    [Fact]
    public void Check_Impossible_IsRefusedBeforeAnythingIsWritten()
    {
        string model = _folder.Model();
        string scores = _folder.Scores();
        string bare = _folder.Path("bare.emb");
        CliRun.Of("import", scores, "--no-softmax", "--out", bare);
        string flowers = _folder.Flowers();
        string oaks = _folder.Flowers("oaks");
        Directory.Move(Path.Combine(oaks, "rose"), Path.Combine(oaks, "oak"));
        Directory.CreateDirectory(_folder.Path("empty"));
        string[] before = _folder.Files();

        CliRun.Of("data", "check", oaks, "--suspects", model).AssertFails(ExitCode.BadInput, "does not know the class \"oak\"");
        CliRun.Of("data", "check", flowers, "--suspects", bare).AssertFails(ExitCode.BadInput, "scores, not probabilities");
        CliRun.Of("data", "check", flowers, "--suspects", flowers).AssertFails(ExitCode.BadInput, "holds no training run");
        CliRun.Of("data", "check", flowers, "--suspects", _folder.Path("empty")).AssertFails(ExitCode.BadInput, "holds no training run");
        CliRun.Of("data", "check", flowers, "--suspects", _folder.Path("nosuch")).AssertFails(ExitCode.BadInput, "nosuch");
        CliRun.Of("data", "check", flowers, "--suspects", model, "--held-out").AssertFails(ExitCode.BadInput, "leave --held-out away");
        CliRun.Of("data", "check", _folder.Path("empty"), "--suspects", model).AssertFails(ExitCode.BadInput, "no pictures");
        CliRun.Of("data", "check", flowers, "--suspects", model, "--sheet", _folder.Path("s.jpg")).AssertFails(ExitCode.Usage, "ends in .png");
        CliRun.Of("data", "check", flowers, "--suspects", model, "--list", _folder.Path("s.csv")).AssertFails(ExitCode.Usage, "ends in .txt or .json");
        CliRun.Of("data", "check", flowers, "--list", _folder.Path("s.txt")).AssertFails(ExitCode.Usage, "--suspects");
        CliRun.Of("data", "check", flowers, "--count", "3").AssertFails(ExitCode.Usage, "--suspects");
        CliRun.Of("data", "check", flowers, "--suspects", model, "--count", "0").AssertFails(ExitCode.Usage, "1 or more");
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Check_Cancelled_WritesNothing()
    {
        string model = _folder.Model();
        string flowers = _folder.Flowers();
        string[] before = _folder.Files();
        using var source = new CancellationTokenSource();
        source.Cancel();

        CliRun run = CliRun.Of(source.Token, "data", "check", flowers, "--suspects", model, "--sheet", _folder.Path("s.png"), "--list", _folder.Path("s.txt"));

        Assert.Equal(ExitCode.Cancelled, run.Code);
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Check_Run_KnowsWhatItLearned()
    {
        string flowers = _folder.Flowers(perClass: 8);
        string run = _folder.Path("run");
        DatasetSplit split = Dataset.OpenSplit(flowers, null, 25);
        string left = split.Train.Samples[0].Path;
        File.WriteAllText(_folder.Path("wrong.txt"), left + "\n");
        string[] train = ["train", flowers, "--out", run, "--width", "0.1", "--size", "32", "--batch", "8", "--threads", "2"];

        Assert.Equal(ExitCode.Ok, CliRun.Of([.. train, "--epochs", "1", "--val-percent", "25", "--without", _folder.Path("wrong.txt")]).Code);

        JsonElement origin = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "recipe.json"))).RootElement.GetProperty("data");
        Assert.Equal(left, Assert.Single(origin.GetProperty("without").EnumerateArray()).GetString());
        int learned = split.Train.Samples.Count - 1;
        Assert.Equal((learned, 40 - learned - 1), (origin.GetProperty("trainingPictures").GetInt32(), origin.GetProperty("validationPictures").GetInt32()));
        JsonElement all = CliRun.Of("data", "check", flowers, "--suspects", run, "--json").Json.GetProperty("suspects");
        HashSet<string> heldOut = [left, .. split.Validation.Samples.Select(sample => sample.Path)];
        Assert.StartsWith($"{run} learned {learned} of these pictures; {40 - learned} are held out, among them 25 % of {flowers} by file name.", all.GetProperty("learned").GetString());
        Assert.All(all.GetProperty("suspects").EnumerateArray(), suspect => Assert.Equal(heldOut.Contains(suspect.GetProperty("path").GetString()!), suspect.GetProperty("heldOut").GetBoolean()));
        JsonElement only = CliRun.Of("data", "check", flowers, "--suspects", run, "--held-out", "--json").Json.GetProperty("suspects");
        Assert.Equal(40 - learned, only.GetProperty("pictures").GetInt32());
        CliRun.Of("data", "check", _folder.Flowers("others"), "--suspects", run, "--held-out").AssertFails(ExitCode.BadInput, "is not this folder");

        string exact = _folder.Path("exact");
        CliRun.Of("train", flowers, "--out", exact, "--qat", run, "--epochs", "1", "--threads", "2", "--batch", "8");
        JsonElement continued = JsonDocument.Parse(File.ReadAllText(Path.Combine(exact, "recipe.json"))).RootElement.GetProperty("data");
        Assert.Equal(origin.GetProperty("without").GetRawText(), continued.GetProperty("without").GetRawText());
        Assert.Equal(learned, continued.GetProperty("trainingPictures").GetInt32());
        File.Delete(Path.Combine(flowers, left)); // moved away meanwhile: nothing changes for the run
        CliRun.Of("train", flowers, "--out", run, "--resume", "--without", _folder.Path("wrong.txt")).AssertFails(ExitCode.Usage, "leave --without away");
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--out", run, "--resume").Code);
    }

    private static (string Path, bool IsRight, double Probability, double Confidence) Said(string model, Sample sample)
    {
        var classifier = new FrameClassifier(EmbFile.Load(model).Model);
        int best = classifier.Run(PictureFile.Load(sample.FullPath).ToFrame());
        return (sample.Path, best == sample.Label, classifier.ProbabilityOf(sample.Label), classifier.Confidence);
    }

    private static int Predicted(string model, Sample sample) => new FrameClassifier(EmbFile.Load(model).Model).Run(PictureFile.Load(sample.FullPath).ToFrame());

    /// <summary>Of a PNG, from its header.</summary>
    private static (int Width, int Height) Size(string png)
    {
        byte[] header = File.ReadAllBytes(png)[16..24];
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
    }
}
