// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>
/// Writes whole files or none: the bytes go to a new file beside the old one and to the disk, then the file is renamed. Links are
/// followed. Devices and pipes cannot be replaced; they, and files that are empty, are written in place.
/// </summary>
public static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes; if that throws, the old file stays and no other is left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="survivesPowerLoss">Waits for the disk before renaming: milliseconds a file, too long for thousands of pictures that can be drawn again.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full, ...</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be written.</exception>
    public static void Write(string path, Action<Stream> write, bool survivesPowerLoss = true)
    {
        if (IsWrittenInPlace(path))
        {
            WriteInPlace(path, write, survivesPowerLoss);
            return;
        }

        string target = TargetOf(path);
        string temporary = $"{target}.{Path.GetRandomFileName()[..8]}.tmp";
        FileStream stream = Create(temporary);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: survivesPowerLoss);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> by <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The folder is missing, the disk is full, ...</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be written.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>True for devices, pipes and empty files: there is nothing in them that renaming could save.</summary>
    public static bool IsWrittenInPlace(string path)
    {
        var target = new FileInfo(TargetOf(path));
        return target.Exists && target.Length == 0;
    }

    /// <summary>The file that a path leads to through links.</summary>
    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget == null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void WriteInPlace(string path, Action<Stream> write, bool survivesPowerLoss)
    {
        using var content = new MemoryStream();
        write(content);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        try
        {
            content.WriteTo(stream);
            stream.Flush(flushToDisk: survivesPowerLoss);
        }
        catch when (stream.CanSeek && stream.Length > 0)
        {
            stream.SetLength(0);
            throw;
        }
    }

    private static FileStream Create(string temporary)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"the folder {Path.GetDirectoryName(Path.GetFullPath(temporary))} may not be written to; name another one or change its permissions", exception);
        }
    }
}
