// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Data.Tests;

public sealed class GreyFileTests
{
    [Fact]
    public void Decode_SquareLength_GivesEqualChannels()
    {
        Picture picture = PictureFile.Decode([0, 1, 2, 3, 4, 5, 6, 7, 255], "frame.GRAY");

        Assert.Equal((3, 3), (picture.Width, picture.Height));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 255], picture.Rgb.Where((_, index) => index % 3 == 0));
        Assert.All(Enumerable.Range(0, 27), index => Assert.Equal(picture.Rgb[index / 3 * 3], picture.Rgb[index]));
    }

    [Fact]
    public void Decode_PreprocessedToOneChannel_IsTheFileAgain()
    {
        byte[] file = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var tensor = new sbyte[256];

        new Preprocessor(new InputSpec(16, 16, 1, ResizeMethod.Area, null)).Run(PictureFile.Decode(file, "frame.gray").ToFrame(), tensor, 0);

        Assert.Equal(file, tensor.Select(value => (byte)(value ^ 0x80)));
    }

    [Theory]
    [InlineData(2, "2 bytes are no square")]
    [InlineData(9215, "9,215 bytes are no square")]
    [InlineData(0, "the file is empty")]
    public void Decode_OtherLength_IsRefusedInOneSentence(int length, string reason)
    {
        var exception = Assert.Throws<PictureException>(() => PictureFile.Decode(new byte[length], "frame.gray"));

        Assert.StartsWith($"frame.gray: {reason}", exception.Message);
        Assert.DoesNotContain(". ", exception.Message);
    }

    [Fact]
    public void Decode_LargePicture_IsReducedLikeAPng()
    {
        const int Side = 2 * PictureFile.ReducedSide;
        byte[] file = [.. Enumerable.Range(0, Side * Side).Select(pixel => (byte)(pixel * 7919 >> 5))];
        var rgb = file.SelectMany(value => new[] { value, value, value }).ToArray();

        Picture grey = PictureFile.Decode(file, "frame.gray");
        Picture png = PictureFile.Decode(TestPictures.Png(new Picture(Side, Side, rgb)), "frame.png");

        Assert.Equal((PictureFile.ReducedSide, PictureFile.ReducedSide), (grey.Width, grey.Height));
        Assert.Equal(png.Rgb, grey.Rgb);
    }

    [Fact]
    public void Open_DataSetOfGreyFiles_ListsThem()
    {
        using TemporaryFolder folder = DatasetFolder.With("cat/1.png", "dog/1.png");
        File.WriteAllBytes(folder.File("dog/2.gray"), [1, 2, 3, 4]);

        Dataset dataset = Dataset.Open(folder.Path);

        Assert.Equal(["cat/1.png", "dog/1.png", "dog/2.gray"], dataset.Samples.Select(sample => sample.Path));
        Assert.Equal([3, 3, 3], PictureFile.Load(dataset.Samples[2].FullPath).Rgb[6..9]);
        Assert.Empty(dataset.Ignored);
    }
}
