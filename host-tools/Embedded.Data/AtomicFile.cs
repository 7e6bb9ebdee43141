// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Writes whole files or none: the bytes go to name.tmp in the same folder and to the disk, then the file is renamed.</summary>
public static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes; if that throws, the old file stays and no .tmp is left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="survivesPowerLoss">Waits for the disk before renaming: milliseconds a file, too long for thousands of pictures that can be drawn again.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full, ...</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be written.</exception>
    public static void Write(string path, Action<Stream> write, bool survivesPowerLoss = true)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: survivesPowerLoss);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> by <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The folder is missing, the disk is full, ...</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be written.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));
}
