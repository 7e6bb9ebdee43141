// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public sealed class DatasetReportTests
{
    [Fact]
    public void Check_GoodDataset_CountsAndWarnsOfNothing()
    {
        using TemporaryFolder folder = DatasetFolder.With([.. Enumerable.Range(0, 10).Select(index => $"cat/{index}.png"), .. Enumerable.Range(10, 8).Select(index => $"dog/{index}.png")]);
        File.WriteAllBytes(folder.File("dog/2.jpg"), TestPictures.WithOrientation(TestPictures.Jpeg(TestPictures.Quarters(1200, 1040)), 6, bigEndian: true));
        File.WriteAllBytes(folder.File("dog/3.png"), TestPictures.Png(TestPictures.Noise(1, 5, 4)));

        DatasetReport report = DatasetReport.Check(folder.Path);

        DatasetPart part = Assert.Single(report.Parts);
        Assert.Equal("all", part.Name);
        Assert.Equal([new ClassCount("cat", 10), new ClassCount("dog", 10)], part.Classes);
        Assert.Equal(1.0, part.Imbalance);
        Assert.Equal(new PictureSize(5, 4), report.Smallest);
        Assert.Equal(new PictureSize(1040, 1200), report.Largest); // upright, not reduced
        Assert.Empty(report.Duplicates);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void Check_DividedDataset_FindsWhatIsWrong()
    {
        using TemporaryFolder folder = DatasetFolder.With("train/cat/1.png", "train/cat/2.png", "train/cat/3.png", "train/dog/1.png", "val/cat/4.png", "val/dog/5.png", "train/dog/why.txt");
        File.Copy(folder.File("train/cat/1.png"), folder.File("train/dog/9.png"));
        File.Copy(folder.File("train/cat/2.png"), folder.File("val/cat/9.png"));
        File.Copy(folder.File("train/cat/3.png"), folder.File("train/cat/3-again.png"));
        File.WriteAllText(folder.File("train/cat/bad.jpg"), "no");

        DatasetReport report = DatasetReport.Check(folder.Path);

        Assert.Equal(["train", "val"], report.Parts.Select(part => part.Name));
        Assert.Equal([new ClassCount("cat", 4), new ClassCount("dog", 2)], report.Parts[0].Classes);
        Assert.Equal([new ClassCount("cat", 2), new ClassCount("dog", 1)], report.Parts[1].Classes);
        Assert.Equal([new SkippedFile("cat/bad.jpg", "the file is neither a JPEG nor a PNG picture")], report.Parts[0].Unreadable);
        Assert.Equal("dog/why.txt", Assert.Single(report.Parts[0].Ignored).Path);
        Assert.Equal(
            ["train/cat/1.png train/dog/9.png True False", "train/cat/2.png val/cat/9.png False True", "train/cat/3-again.png train/cat/3.png False False"],
            report.Duplicates.Select(group => $"{string.Join(' ', group.Paths)} {group.AcrossClasses} {group.AcrossParts}"));
        Assert.Equal(
            [
                "Too few pictures in train, below 10, for cat (4), dog (2).",
                "Too few pictures in val, below 10, for cat (2), dog (1).",
                "1 of the pictures lie in more than one class, so at least one of their labels is wrong.",
                "1 of the pictures lie in both train and val, so the measured accuracy will be too high.",
            ],
            report.Warnings);
    }

    [Theory]
    [InlineData(50, 10, 5.0, null)]
    [InlineData(51, 10, 5.1, "The classes of all are out of balance: cat has 51 pictures, dog only 10.")]
    [InlineData(12, 9, 12 / 9.0, "Too few pictures in all, below 10, for dog (9).")]
    public void Check_Classes_AreWeighed(int cats, int dogs, double imbalance, string? warning)
    {
        using TemporaryFolder folder = DatasetFolder.With([.. Enumerable.Range(0, cats).Select(index => $"cat/{index}.png"), .. Enumerable.Range(0, dogs).Select(index => $"dog/{index}.png")]);

        DatasetReport report = DatasetReport.Check(folder.Path);

        Assert.Equal(imbalance, report.Parts[0].Imbalance);
        Assert.Equal(warning == null ? [] : [warning], report.Warnings);
    }

    [Fact]
    public void Check_ClassWithoutReadablePicture_Warns()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png");
        File.WriteAllBytes(folder.File("dog/1.png"), []);

        DatasetReport report = DatasetReport.Check(folder.Path);

        Assert.Equal(["Class dog has no readable picture in all.", "Too few pictures in all, below 10, for cat (1)."], report.Warnings);
        Assert.Null(report.Parts[0].Imbalance);
    }

    [Fact]
    public void Check_NothingReadable_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("cat/1.png"), []);
        File.WriteAllBytes(folder.File("dog/1.png"), []);

        var e = Assert.Throws<DatasetException>(() => DatasetReport.Check(folder.Path));

        Assert.Equal($"None of the 2 pictures of {folder.Path} can be read; the first one: the file is empty.", e.Message);
    }
}
