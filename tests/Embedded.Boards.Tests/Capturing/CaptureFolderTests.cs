// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Capturing;

public sealed class CaptureFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PixelFormat.Gray8)]
    [InlineData(PixelFormat.Rgb888)]
    [InlineData(PixelFormat.Rgb565LittleEndian)]
    [InlineData(PixelFormat.Rgb565BigEndian)]
    public void Add_Frame_IsThePictureThatThePreprocessorSees(PixelFormat format)
    {
        Frame frame = Noise(format, 17, 9);
        Picture picture = PictureFile.Load(new CaptureFolder(_folder.Path, "rose").Add(frame));

        Assert.Equal(PictureFrames.From(frame).Rgb, picture.Rgb);
        Assert.Equal((17, 9), (picture.Width, picture.Height));
    }

    [Fact]
    public void Add_GreyFrame_IsAGreyFile()
    {
        byte[] file = File.ReadAllBytes(new CaptureFolder(_folder.Path, "rose").Add(Noise(PixelFormat.Gray8, 96, 96)));

        Assert.Equal((8, 0), (file[24], file[25])); // bit depth and colour type of the PNG header
    }

    [Fact]
    public void Add_PicturesThatAreThere_AreNeverReplaced()
    {
        new CaptureFolder(_folder.Path, "rose").Add(Noise(PixelFormat.Gray8, 8, 8));
        File.WriteAllText(_folder.File("rose", "rose-000041.png"), "mine");
        File.WriteAllText(_folder.File("rose", "rose-other.png"), "mine");
        var folder = new CaptureFolder(_folder.Path, "rose");
        File.WriteAllText(_folder.File("rose", "rose-000042.png"), "taken meanwhile");

        string path = folder.Add(Noise(PixelFormat.Gray8, 8, 8));

        Assert.Equal("rose-000043.png", Path.GetFileName(path));
        Assert.Equal("taken meanwhile", File.ReadAllText(_folder.File("rose", "rose-000042.png")));
        Assert.Equal(
            ["rose-000001.png", "rose-000041.png", "rose-000042.png", "rose-000043.png", "rose-other.png"],
            Directory.EnumerateFiles(Path.Combine(_folder.Path, "rose")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Add_Split_PutsTheShareIntoVal()
    {
        var folder = new CaptureFolder(_folder.Path, "rose", 25);
        string[] parts = [.. Enumerable.Range(0, 8).Select(_ => Path.GetRelativePath(_folder.Path, folder.Add(Noise(PixelFormat.Gray8, 8, 8))).Replace('\\', '/'))];

        Assert.Equal(
            ["train/rose/rose-000001.png", "train/rose/rose-000002.png", "train/rose/rose-000003.png", "val/rose/rose-000004.png"],
            parts[..4]);
        Assert.Equal(2, parts.Count(part => part.StartsWith("val/", StringComparison.Ordinal)));
        Assert.StartsWith("train/rose/rose-000009", Path.GetRelativePath(_folder.Path, new CaptureFolder(_folder.Path, "rose", 25).Add(Noise(PixelFormat.Gray8, 8, 8))).Replace('\\', '/'));
    }

    [Fact]
    public void Parts_Split_CountsWhatIsInEachFolder()
    {
        File.WriteAllText(_folder.File("train", "rose", "mine.jpg"), "");
        File.WriteAllText(_folder.File("train", "rose", "notes.txt"), "");
        var folder = new CaptureFolder(_folder.Path, "rose", 25);
        for (int picture = 0; picture < 5; picture++)
        {
            folder.Add(Noise(PixelFormat.Gray8, 8, 8));
        }

        Assert.Equal(
            [new CapturePart(Path.Combine(_folder.Path, "train", "rose"), 4, 5), new CapturePart(Path.Combine(_folder.Path, "val", "rose"), 1, 1)],
            folder.Parts);
        Assert.Equal([new CapturePart(Path.Combine(_folder.Path, "val", "rose"), 0, 1)], new CaptureFolder(Path.Combine(_folder.Path, "val"), "rose").Parts);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".rose")]
    [InlineData("a/b")]
    [InlineData("..\\b")]
    [InlineData(" rose")]
    [InlineData("c:d")]
    public void Constructor_LabelThatIsNoFolder_IsOneSentence(string label) =>
        Assert.Contains("--label rose", Assert.Throws<BoardException>(() => new CaptureFolder(_folder.Path, label)).Message);

    [Fact]
    public void Constructor_DividedOrNot_MustBeAsAsked()
    {
        _folder.File("plain", "tulip", "x");
        _folder.File("divided", "train", "tulip", "x");
        _folder.File("divided", "val", "tulip", "x");

        Assert.Contains("leave --split out", Assert.Throws<BoardException>(() => new CaptureFolder(Path.Combine(_folder.Path, "plain"), "rose", 20)).Message);
        Assert.Contains("add --split", Assert.Throws<BoardException>(() => new CaptureFolder(Path.Combine(_folder.Path, "divided"), "rose")).Message);
    }

    [Fact]
    public void Add_FolderThatWentAway_IsThrownAndLeavesNothing()
    {
        var folder = new CaptureFolder(_folder.Path, "rose");
        Directory.Delete(Path.Combine(_folder.Path, "rose"));

        Assert.ThrowsAny<IOException>(() => folder.Add(Noise(PixelFormat.Gray8, 8, 8)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static Frame Noise(PixelFormat format, int width, int height)
    {
        var pixels = new byte[width * height * Frame.BytesPerPixel(format)];
        new Random(5).NextBytes(pixels);
        return new Frame(pixels, width, height, format);
    }
}
