// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests.Synth;

public sealed class SyntheticFlowersTests
{
    private static readonly SyntheticFlowersOptions s_few = new() { TrainPerClass = 3, ValidationPerClass = 2, Size = 32, Seed = 5 };

    [Fact]
    public void Labels_AreSortedAsADatasetSortsThem() => Assert.Equal(["daisy", "dandelion", "rose", "sunflower", "tulip"], SyntheticFlowers.Labels);

    [Fact]
    public void Draw_SameSeedLabelAndIndex_IsTheSamePictureOnAnyThread()
    {
        byte[][] alone = [.. Enumerable.Range(0, 20).Select(i => SyntheticFlowers.Draw(3, i % 5, i, 64).Rgb)];
        var together = new byte[20][];

        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = SyntheticFlowers.Draw(3, i % 5, i, 64).Rgb);

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Draw_OtherSeedLabelOrIndex_IsAnotherPicture()
    {
        byte[][] pictures =
        [
            SyntheticFlowers.Draw(1, 0, 0, 48).Rgb, SyntheticFlowers.Draw(2, 0, 0, 48).Rgb, SyntheticFlowers.Draw(1, 1, 0, 48).Rgb,
            SyntheticFlowers.Draw(1, 0, 1, 48).Rgb, SyntheticFlowers.Draw(1, 0, SyntheticFlowers.FirstValidationIndex, 48).Rgb,
        ];

        Assert.Equal(pictures.Length, pictures.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Write_EmptyFolder_IsADividedDatasetOfWholePictures()
    {
        using var folder = new TemporaryFolder();
        var progress = new SynchronousProgress(_ => { });

        SyntheticFlowers.Write(folder.Path, s_few, progress: progress);

        DatasetSplit split = Dataset.OpenSplit(folder.Path);
        Assert.Equal(SyntheticFlowers.Labels, split.Train.Labels);
        Assert.Equal([3, 3, 3, 3, 3], split.Train.CountPerLabel());
        Assert.Equal([2, 2, 2, 2, 2], split.Validation.CountPerLabel());
        Assert.Equal("daisy/daisy-0001.jpg", split.Train.Samples[0].Path);
        Assert.Empty(split.Train.Ignored);
        DatasetReport report = DatasetReport.Check(folder.Path);
        Assert.Empty(report.Duplicates);
        Assert.Empty(report.NearDuplicates);
        Assert.All(report.Warnings, warning => Assert.StartsWith("Too few pictures in ", warning)); // 3 and 2 a class
        Assert.Equal((new PictureSize(32, 32), new PictureSize(32, 32)), (report.Smallest, report.Largest));
        Assert.Equal(new DataProgress(25, 25), progress.Reports.MaxBy(report => report.Done));
        Assert.Contains("\"seed\": 5", File.ReadAllText(folder.File("synth.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Again_GivesTheSameBytesAndNothingElse()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        SyntheticFlowers.Write(first.Path, s_few, threads: 1);
        SyntheticFlowers.Write(second.Path, s_few with { TrainPerClass = 6, Seed = 8 });
        File.WriteAllText(second.File("train/daisy/daisy-0004.jpg.tmp"), "half");

        SyntheticFlowers.Write(second.Path, s_few);

        Assert.Equal(Contents(first.Path), Contents(second.Path));
    }

    [Fact]
    public void Write_FolderOfOtherClasses_TouchesNothing()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png");
        string[] before = Contents(folder.Path);

        var e = Assert.Throws<DatasetException>(() => SyntheticFlowers.Write(folder.Path, s_few));

        Assert.Equal($"{folder.File("cat")} was not drawn here; name another folder for the synthetic flowers.", e.Message);
        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void Write_FolderWithPhotographs_TouchesNothing()
    {
        using TemporaryFolder folder = DatasetFolder.With("train/daisy/daisy-0001.jpg", "val/daisy/1.png");
        string[] before = Contents(folder.Path);

        var e = Assert.Throws<DatasetException>(() => SyntheticFlowers.Write(folder.Path, s_few));

        Assert.Equal($"{folder.File("train/daisy/daisy-0001.jpg")} was not drawn here; name another folder for the synthetic flowers.", e.Message);
        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void Write_PhotographAddedLater_TouchesNothing()
    {
        using var folder = new TemporaryFolder();
        SyntheticFlowers.Write(folder.Path, s_few);
        DatasetFolder.Add(folder, "val/rose/my-garden.png");
        string[] before = Contents(folder.Path);

        Assert.Throws<DatasetException>(() => SyntheticFlowers.Write(folder.Path, s_few with { Seed = 6 }));

        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void Write_CancelledHalfWay_LeavesWholePicturesOnly()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress(report =>
        {
            if (report.Done == 30)
            {
                source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(
            () => SyntheticFlowers.Write(folder.Path, s_few with { TrainPerClass = 200 }, threads: 4, progress: progress, cancellation: source.Token));

        string[] files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        string[] pictures = [.. files.Where(file => file.EndsWith(".jpg", StringComparison.Ordinal))];
        Assert.InRange(pictures.Length, 30, 200);
        Assert.All(pictures, file => Assert.Equal(32, PictureFile.Load(file).Width));
        Assert.Equal([Path.Combine(folder.Path, "synth.json")], files.Except(pictures));
    }

    [Theory]
    [InlineData(0, 1, 32, "0 training pictures a class are too few; draw at least 1.")]
    [InlineData(1, 0, 32, "0 validation pictures a class are too few; draw at least 1.")]
    [InlineData(1, 1, 15, "Pictures of 15 pixels cannot be drawn; the size must be 16 to 1024.")]
    [InlineData(1, 1, 1025, "Pictures of 1025 pixels cannot be drawn; the size must be 16 to 1024.")]
    public void Write_ImpossibleOptions_AreRefusedBeforeAnythingIsWritten(int train, int validation, int size, string message)
    {
        using var folder = new TemporaryFolder();

        var e = Assert.Throws<ArgumentOutOfRangeException>(
            () => SyntheticFlowers.Write(folder.Path, new SyntheticFlowersOptions { TrainPerClass = train, ValidationPerClass = validation, Size = size }));

        Assert.Equal(message, e.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    /// <summary>Relative path and SHA-256 of every file.</summary>
    private static string[] Contents(string directory) =>
        [.. Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(directory, file) + " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))))];
}
