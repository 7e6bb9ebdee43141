// SPDX-License-Identifier: MIT
using System;
using System.IO;
using Embedded.Device;
using Embedded.Inference;

namespace Embedded.App;

/// <summary>The model file in the board's own file system, in the part of its flash that nanoFramework calls I:.</summary>
public sealed class FileModel : IModelSource
{
    private const string Path = "I:\\model.emb";

    private readonly FileStream _file;

    private FileModel(FileStream file)
    {
        _file = file;
        Length = (int)file.Length;
    }

    /// <inheritdoc />
    public int Length { get; }

    /// <summary>Opens the file; null if there is none, or no file system.</summary>
    /// <exception cref="DeviceException">The file cannot be read.</exception>
    public static FileModel Open()
    {
        try
        {
            return File.Exists(Path) ? new FileModel(new FileStream(Path, FileMode.Open, FileAccess.Read)) : null;
        }
        catch (Exception)
        {
            throw new DeviceException(DeviceError.FileUnreadable);
        }
    }

    /// <inheritdoc />
    public void Read(int position, byte[] buffer, int start, int count)
    {
        try
        {
            _file.Position = position;
            for (int done = 0; done < count;)
            {
                int piece = _file.Read(buffer, start + done, count - done);
                if (piece <= 0)
                {
                    throw new IOException();
                }

                done += piece;
            }
        }
        catch (Exception)
        {
            throw new DeviceException(DeviceError.FileUnreadable);
        }
    }

    /// <summary>Gives the file back.</summary>
    public void Close()
    {
        _file.Close();
    }
}
