// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests;

public sealed class NearDuplicateTests
{
    [Fact]
    public void Check_PictureStoredAgain_IsFoundAcrossTheParts()
    {
        using TemporaryFolder folder = DatasetFolder.With("train/cat/1.png", "train/cat/2.png", "train/dog/1.png", "val/cat/3.png", "val/dog/4.png");
        Picture photo = SyntheticFlowers.Draw(1, 2, 0, 96);
        PictureFile.SavePng(photo, folder.File("train/cat/photo.png"));
        PictureFile.SaveJpeg(Reduction.Mean(photo, 2), folder.File("val/cat/small.jpg"), 80);

        DatasetReport report = DatasetReport.Check(folder.Path);

        NearDuplicate pair = Assert.Single(report.NearDuplicates);
        Assert.Equal(("train/cat/photo.png", "val/cat/small.jpg", false, false, true), (pair.First, pair.Second, pair.IsMirrored, pair.AcrossClasses, pair.AcrossParts));
        Assert.InRange(pair.Difference, 0.01, 3);
        Assert.Contains("1 of the pictures of val look like one of train, so the measured accuracy will be too high.", report.Warnings);
        Assert.Empty(report.Duplicates);
    }

    [Fact]
    public void Check_MirrorImageInAnotherClass_IsFound()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png");
        Picture photo = SyntheticFlowers.Draw(1, 4, 0, 64);
        PictureFile.SavePng(photo, folder.File("cat/photo.png"));
        PictureFile.SavePng(Mirrored(photo), folder.File("dog/photo.png"));

        DatasetReport report = DatasetReport.Check(folder.Path);

        NearDuplicate pair = Assert.Single(report.NearDuplicates);
        Assert.Equal(("cat/photo.png", "dog/photo.png", 0.0, true, true, false), (pair.First, pair.Second, pair.Difference, pair.IsMirrored, pair.AcrossClasses, pair.AcrossParts));
        Assert.Contains("1 of the pairs that look alike have two classes, so at least one label of each is wrong.", report.Warnings);
    }

    [Fact]
    public void Check_SameBytes_AreDuplicatesAndNotNear()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png");
        File.Copy(folder.File("cat/1.png"), folder.File("cat/2.png"));

        DatasetReport report = DatasetReport.Check(folder.Path);

        Assert.Single(report.Duplicates);
        Assert.Empty(report.NearDuplicates);
    }

    [Fact]
    public void DifferenceFrom_OneColourChanged_IsTheMeanOverAllValues()
    {
        Picture picture = TestPictures.Noise(3, 16, 16);
        var changed = new Picture(16, 16, (byte[])picture.Rgb.Clone());
        changed.Rgb[2] ^= 64; // a blue value, which the hash hardly sees

        double? difference = new PictureFingerprint(picture).DifferenceFrom(new PictureFingerprint(changed), isMirrored: false);

        Assert.Equal(64.0 / (16 * 16 * 3), difference);
    }

    [Fact]
    public void DifferenceFrom_OtherPictures_IsNull()
    {
        var fingerprints = Enumerable.Range(0, 5).SelectMany(label => Enumerable.Range(0, 4).Select(index => new PictureFingerprint(SyntheticFlowers.Draw(1, label, index, 64)))).ToArray();

        Assert.Empty(NearDuplicateSearch.Run(fingerprints, 2, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(33, 200)]
    public void Squash_AnySize_KeepsAFlatColour(int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (int index = 0; index < rgb.Length; index += 3)
        {
            (rgb[index], rgb[index + 1], rgb[index + 2]) = (10, 200, 255);
        }

        byte[] small = Reduction.Squash(new Picture(width, height, rgb), 9, 8);

        Assert.Equal(Enumerable.Repeat(new byte[] { 10, 200, 255 }, 72).SelectMany(colour => colour), small);
    }

    [Fact]
    public void Squash_TwoColumnsOfThree_AreMeansRoundedHalfUp()
    {
        var picture = new Picture(3, 1, [10, 0, 0, 20, 1, 0, 31, 2, 255]);

        Assert.Equal([10, 0, 0, 26, 2, 128], Reduction.Squash(picture, 2, 1)); // one pixel, then two
    }

    private static Picture Mirrored(Picture picture)
    {
        var rgb = new byte[picture.Rgb.Length];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                picture.Rgb.AsSpan(3 * (y * picture.Width + x), 3).CopyTo(rgb.AsSpan(3 * (y * picture.Width + picture.Width - 1 - x), 3));
            }
        }

        return new Picture(picture.Width, picture.Height, rgb);
    }
}
