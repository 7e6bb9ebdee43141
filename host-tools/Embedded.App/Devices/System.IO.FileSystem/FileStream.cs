// SPDX-License-Identifier: MIT
using System;
using System.IO;
using Embedded.Devices;

namespace Embedded.App;

/// <summary>nanoFramework's System.IO.FileStream as firmware/App sees it here, on a file of the running board.</summary>
internal sealed class FileStream
{
    private readonly MemoryStream _bytes;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public FileStream(string path, FileMode mode, FileAccess access)
    {
        if (mode != FileMode.Open || access != FileAccess.Read)
        {
            throw new NotSupportedException("A virtual board's files are only read.");
        }

        _bytes = new MemoryStream(Hardware.Call("FileStream.ctor").File(path) ?? throw new IOException(path), writable: false);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length => _bytes.Length;

    /// <summary>Index of the byte that is read next.</summary>
    public long Position
    {
        get => _bytes.Position;
        set => _bytes.Position = value;
    }

    /// <summary>Reads up to so many bytes; 0 at the end.</summary>
    public int Read(byte[] buffer, int offset, int count) => _bytes.Read(buffer, offset, count);

    /// <summary>Gives the file back.</summary>
    public void Close() => _bytes.Close();
}
