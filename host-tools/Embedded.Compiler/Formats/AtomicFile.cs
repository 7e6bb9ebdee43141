// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats;

/// <summary>Files appear whole or not at all: written beside their place, flushed to disk, renamed.</summary>
public static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; what was there before still is.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
