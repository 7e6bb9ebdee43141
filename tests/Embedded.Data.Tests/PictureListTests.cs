// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public sealed class PictureListTests
{
    [Fact]
    public void Load_CommentsSpacesAndBackslashes_AreUnderstood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("list.txt"), "# wrong labels\ncat/1.png\r\n\n  dog\\2.png  \ncat/1.png\n");

        Assert.Equal(["cat/1.png", "dog/2.png"], PictureList.Load(folder.File("list.txt")).Paths);
    }

    [Fact]
    public void Load_NothingNamedOrNoFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("list.txt"), "# nothing\n\n");

        Assert.Contains("names no picture", Assert.Throws<DatasetException>(() => PictureList.Load(folder.File("list.txt"))).Message);
        Assert.Contains("cannot be read", Assert.Throws<DatasetException>(() => PictureList.Load(folder.File("nosuch.txt"))).Message);
    }

    [Fact]
    public void Without_ListedPictures_AreLeftOutAndLabelsStay()
    {
        using TemporaryFolder folder = DatasetFolder.With("val/cat/1.png", "val/cat/2.png", "val/dog/1.png", "val/dog/2.png", "val/dog/3.png");
        Dataset dataset = Dataset.Open(Path.Combine(folder.Path, "val"));

        Dataset rest = dataset.Without(new PictureList("list", ["cat/2.png", "val/dog/1.png", "train/dog/2.png", "dog/9.png"]));

        Assert.Equal(["cat/1.png", "dog/2.png", "dog/3.png"], rest.Samples.Select(sample => sample.Path));
        Assert.Equal(["cat", "dog"], rest.Labels);
    }

    [Fact]
    public void Without_NoneOrAllOfAClass_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png", "dog/2.png");
        Dataset dataset = Dataset.Open(folder.Path);

        Assert.Contains("list names no picture of", Assert.Throws<DatasetException>(() => dataset.Without(new PictureList("list", ["cat/7.png"]))).Message);
        Assert.Contains("list names all pictures of class cat", Assert.Throws<DatasetException>(() => dataset.Without(new PictureList("list", ["cat/1.png"]))).Message);
    }

    [Fact]
    public void Without_SplitByName_LeavesTheOthersOnTheirSides()
    {
        using TemporaryFolder folder = DatasetFolder.With([.. Enumerable.Range(0, 40).Select(index => $"{(index % 2 == 0 ? "cat" : "dog")}/{index}.png")]);
        DatasetSplit split = Dataset.OpenSplit(folder.Path);
        var list = new PictureList("list", [split.Train.Samples[0].Path, split.Validation.Samples[0].Path]);

        DatasetSplit rest = split.Without(list);

        Assert.Equal(split.Train.Samples.Skip(1), rest.Train.Samples);
        Assert.Equal(split.Validation.Samples.Skip(1), rest.Validation.Samples);
        Assert.Contains("names no picture", Assert.Throws<DatasetException>(() => split.Without(new PictureList("list", ["cat/x.png"]))).Message);
    }
}
