// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

public sealed class FolderFramesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Next_FolderWithFolders_GivesPicturesInOrderOfTheirPaths()
    {
        Save(3, "b", "1.png");
        Save(1, "a.png");
        Save(2, "a", "z.PNG");
        Save(9, ".hidden.png");
        File.WriteAllText(_folder.File("labels.txt"), "a");

        var frames = new FolderFrames(_folder.Path);

        Assert.Equal([1, 2, 3], [frames.Next()!.Width, frames.Next()!.Width, frames.Next()!.Width]);
        Assert.Null(frames.Next());
        Assert.Null(frames.Next());
    }

    [Fact]
    public void Next_GreyFile_ShowsItsPixels()
    {
        File.WriteAllBytes(_folder.File("a.gray"), [10, 200, 30, 255]);

        Picture picture = new FolderFrames(_folder.Path).Next()!;

        Assert.Equal((2, 2), (picture.Width, picture.Height));
        Assert.Equal([10, 10, 10, 200, 200, 200, 30, 30, 30, 255, 255, 255], picture.Rgb);
    }

    [Fact]
    public void Next_Repeats_ShowsEachPictureSeveralTimes()
    {
        Save(1, "a.png");
        Save(2, "b.png");

        var frames = new FolderFrames(_folder.Path, repeats: 2);

        Assert.Equal([1, 1, 2, 2], [frames.Next()!.Width, frames.Next()!.Width, frames.Next()!.Width, frames.Next()!.Width]);
        Assert.Null(frames.Next());
    }

    [Fact]
    public void Constructor_NoPictures_SaysWhatToDo()
    {
        Assert.Contains("holds no .jpg, .jpeg, .png or .gray picture", Assert.Throws<BoardException>(() => new FolderFrames(_folder.Path)).Message);
        Assert.Contains("There is no folder", Assert.Throws<BoardException>(() => new FolderFrames(Path.Combine(_folder.Path, "none"))).Message);
    }

    [Fact]
    public void Run_FolderWithADamagedPicture_GoesOnWithTheNextOne()
    {
        Save(40, "1.png");
        File.WriteAllBytes(_folder.File("2.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);
        Save(40, "3.png");

        BoardRun run = BoardRun.Of(ColourNetwork.Write(new DecisionSettings { Smoothing = 1 }), new FolderFrames(_folder.Path));

        Assert.Equal(["! C102 frame=1 count=1"], run.Kind('!'));
        Assert.Equal(2, run.Kind('>').Count());
        Assert.Contains("2.jpg", Assert.Single(run.Events));
    }

    private void Save(int width, params string[] parts) => PictureFile.SavePng(new Picture(width, 10, new byte[width * 10 * 3]), _folder.File(parts));
}
