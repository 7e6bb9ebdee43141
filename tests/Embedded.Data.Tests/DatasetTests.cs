// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void Open_ClassFolders_ListsLabelsAndPicturesInOrdinalOrder()
    {
        using TemporaryFolder folder = DatasetFolder.With("dog/b.PNG", "dog/a.png", "Zebra/1.png", "cat/x.Jpeg", "cat/y.jpg");

        Dataset dataset = Dataset.Open(folder.Path);

        Assert.Equal(["Zebra", "cat", "dog"], dataset.Labels);
        Assert.Equal(["Zebra/1.png", "cat/x.Jpeg", "cat/y.jpg", "dog/a.png", "dog/b.PNG"], dataset.Samples.Select(sample => sample.Path));
        Assert.Equal([0, 1, 1, 2, 2], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([1, 2, 2], dataset.CountPerLabel());
        Assert.Empty(dataset.Ignored);
        Assert.True(File.Exists(dataset.Samples[0].FullPath));
    }

    [Fact]
    public void Open_OtherFiles_AreListedWithTheReason()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png", "dog/more/2.png", "dog/.hidden.png", ".git/config");
        File.WriteAllText(folder.File("README.txt"), "");
        File.WriteAllText(folder.File("cat/notes.txt"), "");

        Dataset dataset = Dataset.Open(folder.Path);

        Assert.Equal(
            [
                new SkippedFile("README.txt", "it is not in a class folder"),
                new SkippedFile("cat/notes.txt", "its name ends in none of .jpg, .jpeg, .png and .gray"),
                new SkippedFile("dog/more", "it is a folder inside a class folder"),
            ],
            dataset.Ignored);
        Assert.Equal(2, dataset.Samples.Count);
    }

    [Fact]
    public void Open_MissingFolder_IsRefused() =>
        AssertRefused("no-such-folder", "There is no folder no-such-folder; a data set is a folder with one folder of pictures a class.");

    [Fact]
    public void Open_File_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("a.png");

        AssertRefused(folder.File("a.png"), $"{folder.File("a.png")} is a file; a data set is a folder with one folder of pictures a class.");
    }

    [Fact]
    public void Open_NoPictures_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("loose.png");

        AssertRefused(folder.Path, $"{folder.Path} has no pictures; put JPEG or PNG files into one folder a class, such as {Path.Combine(folder.Path, "cat")}.");
    }

    [Fact]
    public void Open_SingleClass_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png");

        AssertRefused(folder.Path, $"{folder.Path} has the single class cat; a network needs at least two folders to tell apart.");
    }

    [Fact]
    public void Open_EmptyClass_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png");
        Directory.CreateDirectory(folder.File("cow/x")[..^2]);

        AssertRefused(folder.Path, $"Class cow of {folder.Path} has no pictures; add JPEG or PNG files or remove its folder.");
    }

    [Fact]
    public void Open_DividedFolder_AsksForOnePart()
    {
        using TemporaryFolder folder = DatasetFolder.With("train/cat/1.png", "train/dog/1.png", "val/cat/2.png", "val/dog/2.png");

        AssertRefused(folder.Path, $"{folder.Path} is divided into train and val; name one of these two folders.");
        Assert.Equal(["cat", "dog"], Dataset.Open(Path.Combine(folder.Path, "val")).Labels);
    }

    private static void AssertRefused(string directory, string message)
    {
        var e = Assert.Throws<DatasetException>(() => Dataset.Open(directory));
        Assert.Equal(message, e.Message);
        Assert.Equal(directory, e.Path);
    }
}
