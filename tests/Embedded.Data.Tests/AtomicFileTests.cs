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
    public void Write_FolderMayNotBeWritten_NamesItAndKeepsTheOldFile()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("needs a folder that this user may not write to");
            return;
        }

        string path = PathOf("model.emb");
        File.WriteAllBytes(path, [1, 2, 3]);
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var exception = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(path, [4]));
            Assert.Contains($"the folder {_folder.FullName} may not be written", exception.Message);
        }
        finally
        {
            File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_FilesNamedLikeTemporaryOnes_AreKept()
    {
        string path = PathOf("keep.h");
        File.WriteAllText(path + ".tmp", "mine");

        AtomicFile.Write(path, [1]);
        AtomicFile.Write(path, [2]);

        Assert.Equal([path, path + ".tmp"], Directory.GetFileSystemEntries(_folder.FullName).Order(StringComparer.Ordinal));
        Assert.Equal("mine", File.ReadAllText(path + ".tmp"));
    }

    [Fact]
    public void Write_Link_ReplacesTheFileItLeadsTo()
    {
        string link = PathOf("link.emb");
        string second = PathOf("second.emb");
        File.WriteAllText(PathOf("real.emb"), "old");
        File.CreateSymbolicLink(second, "real.emb");
        File.CreateSymbolicLink(link, second);

        AtomicFile.Write(link, [7]);

        Assert.Equal([7], File.ReadAllBytes(PathOf("real.emb")));
        Assert.Equal([second, "real.emb"], new[] { link, second }.Select(path => new FileInfo(path).LinkTarget));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.FullName).Length);
    }

    [Fact]
    public void Write_LinkToNothing_MakesTheFileItLeadsTo()
    {
        File.CreateSymbolicLink(PathOf("link.emb"), PathOf("real.emb"));

        AtomicFile.Write(PathOf("link.emb"), [7]);

        Assert.Equal([7], File.ReadAllBytes(PathOf("real.emb")));
        Assert.NotNull(new FileInfo(PathOf("link.emb")).LinkTarget);
    }

    [Fact]
    public void Write_EmptyFile_IsFilledOrStaysEmpty()
    {
        string path = PathOf("empty.h");
        File.WriteAllBytes(path, []);

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Empty(File.ReadAllBytes(path));
        AtomicFile.Write(path, [1, 2]);
        Assert.Equal([1, 2], File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("link")]
    public void Write_Device_IsWrittenAndNotReplaced(string path)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs the device /dev/full, a disk that is always full");
        File.CreateSymbolicLink(PathOf("link"), "/dev/full");

        var exception = Assert.Throws<IOException>(() => AtomicFile.Write(PathOf(path), [4])); // an absolute path stays what it is

        Assert.Contains("No space left", exception.Message);
        Assert.Equal([PathOf("link")], Directory.GetFileSystemEntries(_folder.FullName));
        Assert.Equal("/dev/full", new FileInfo(PathOf("link")).LinkTarget);
    }

    [Fact]
    public async Task Write_Pipe_GetsTheBytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs named pipes in the file system");
        string path = PathOf("pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, mkfifo.ExitCode);
        }

        Task<byte[]> read = Task.Run(() =>
        {
            using var pipe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new MemoryStream();
            pipe.CopyTo(bytes);
            return bytes.ToArray();
        }, TestContext.Current.CancellationToken);
        AtomicFile.Write(path, [5, 6]);

        Assert.Equal([5, 6], await read);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
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
