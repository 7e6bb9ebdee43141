// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public sealed class DatasetSplitTests
{
    private static readonly string[] s_names = [.. Enumerable.Range(0, 40).Select(i => $"photo-{i:D2}.png")];

    [Fact]
    public void OpenSplit_OneFolder_HoldsOutTheSameNamesForEver()
    {
        using TemporaryFolder folder = DatasetFolder.With([.. s_names.SelectMany(name => new[] { "cat/" + name, "dog/" + name })]);

        DatasetSplit split = Dataset.OpenSplit(folder.Path);

        string[] expected = ["photo-00.png", "photo-07.png", "photo-23.png", "photo-30.png", "photo-32.png", "photo-34.png"];
        Assert.Equal(expected, HeldOut(split, "cat"));
        Assert.Equal(expected, HeldOut(split, "dog"));
        Assert.Equal(80, split.Train.Samples.Count + split.Validation.Samples.Count);
        Assert.Empty(split.Train.Samples.Intersect(split.Validation.Samples));
        Assert.Equal(split.Train.Labels, split.Validation.Labels);
    }

    [Fact]
    public void OpenSplit_MovedRenamedAndGrown_KeepsEveryPictureOnItsSide()
    {
        using TemporaryFolder first = DatasetFolder.With([.. s_names.Select(name => "cat/" + name), "dog/1.png", "dog/2.png"]);
        using TemporaryFolder second = DatasetFolder.With([.. s_names.Reverse().Select(name => "Siamese cat/" + name), "dog/1.png", "dog/2.png", "ape/3.png", "ape/4.png"]);
        DatasetFolder.Add(second, [.. Enumerable.Range(0, 40).Select(i => $"Siamese cat/new-{i}.png")]);

        string[] before = HeldOut(Dataset.OpenSplit(first.Path), "cat");
        string[] after = HeldOut(Dataset.OpenSplit(second.Path), "Siamese cat");

        Assert.Equal(before, after.Where(name => name.StartsWith("photo", StringComparison.Ordinal)));
    }

    [Fact]
    public void OpenSplit_Percent_IsAboutTheShareHeldOut()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 500; i++)
        {
            File.WriteAllBytes(folder.File($"cat/img_{i}.jpg"), []);
            File.WriteAllBytes(folder.File($"dog/DSC{i}.jpg"), []);
        }

        // Of 1,000 names; the bounds are four standard deviations away from the share.
        Assert.InRange(HeldOutCount(10), 62, 138);
        Assert.InRange(HeldOutCount(20), 149, 251);
        Assert.InRange(HeldOutCount(50), 436, 564);

        int HeldOutCount(int percent) => Dataset.OpenSplit(folder.Path, validationPercent: percent).Validation.Samples.Count;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void OpenSplit_ImpossiblePercent_IsRefused(int percent)
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png");

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.OpenSplit(folder.Path, validationPercent: percent));

        Assert.Equal($"A validation share of {percent} % is impossible; it must be 1 to 99.", e.Message);
    }

    [Fact]
    public void OpenSplit_TwoPicturesAClass_HaveOneOnEachSide()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png");

        DatasetSplit split = Dataset.OpenSplit(folder.Path);

        Assert.Equal([1, 1], split.Train.CountPerLabel());
        Assert.Equal([1, 1], split.Validation.CountPerLabel());
    }

    [Fact]
    public void OpenSplit_OnePictureInAClass_IsRefused()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "cat/2.png", "dog/1.png");

        var e = Assert.Throws<DatasetException>(() => Dataset.OpenSplit(folder.Path));

        Assert.Equal($"Class dog of {folder.Path} has a single picture, which cannot be divided into training and validation; add pictures.", e.Message);
    }

    [Fact]
    public void OpenSplit_TrainAndVal_AreTaken()
    {
        using TemporaryFolder folder = DatasetFolder.With("train/cat/1.png", "train/cat/2.png", "train/dog/1.png", "val/cat/3.png", "val/dog/4.png");

        DatasetSplit split = Dataset.OpenSplit(folder.Path);

        Assert.Equal(["cat/1.png", "cat/2.png", "dog/1.png"], split.Train.Samples.Select(sample => sample.Path));
        Assert.Equal(["cat/3.png", "dog/4.png"], split.Validation.Samples.Select(sample => sample.Path));
    }

    [Fact]
    public void OpenSplit_ValidationFolder_IsTaken()
    {
        using TemporaryFolder train = DatasetFolder.With("cat/1.png", "dog/1.png");
        using TemporaryFolder divided = DatasetFolder.With("train/cat/2.png", "train/dog/2.png", "val/cat/3.png", "val/dog/3.png");

        DatasetSplit split = Dataset.OpenSplit(train.Path, divided.Path);

        Assert.Equal(["cat/1.png", "dog/1.png"], split.Train.Samples.Select(sample => sample.Path));
        Assert.Equal(["cat/3.png", "dog/3.png"], split.Validation.Samples.Select(sample => sample.Path));
    }

    [Fact]
    public void OpenSplit_OtherClassesInValidation_IsRefused()
    {
        using TemporaryFolder train = DatasetFolder.With("cat/1.png", "dog/1.png");
        using TemporaryFolder validation = DatasetFolder.With("cat/2.png", "cow/2.png");

        var e = Assert.Throws<DatasetException>(() => Dataset.OpenSplit(train.Path, validation.Path));

        Assert.Equal($"The classes of {validation.Path} (cat, cow) are not those of {train.Path} (cat, dog); give both the same class folders.", e.Message);
    }

    private static string[] HeldOut(DatasetSplit split, string label) =>
        [.. split.Validation.Samples.Where(sample => split.Validation.Labels[sample.Label] == label).Select(sample => Path.GetFileName(sample.Path))];
}
