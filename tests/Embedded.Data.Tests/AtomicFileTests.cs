// SPDX-License-Identifier: MIT

namespace Embedded.Data.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_NewAndExistingFile_LeavesOnlyTheNewBytes()
    {
        string path = PathOf("model.emb");
        AtomicFile.Write(path, [1, 2, 3]);
        AtomicFile.Write(path, [4]);
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Write_WriterThrows_KeepsTheOldFileAndNoOther()
    {
        string path = PathOf("a.txt");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Write_TemporaryFileCannotBeMade_KeepsTheOldFile()
    {
        string path = PathOf("model.emb");
        File.WriteAllBytes(path, [1, 2, 3]);
        Directory.CreateDirectory(path + ".tmp"); // in the way
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, [4]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_TargetCannotBeReplaced_LeavesNoTemporaryFile()
    {
        string path = PathOf("folder");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, [4]));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Write_FolderDoesNotExist_SaysSo()
    {
        var exception = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(PathOf("nowhere/model.emb"), [4]));
        Assert.Contains("nowhere", exception.Message);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
