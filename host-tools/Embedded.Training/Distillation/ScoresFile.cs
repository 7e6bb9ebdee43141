// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Text;
using Embedded.Data;

namespace Embedded.Training.Distillation;

/// <summary>
/// A teacher's answers on disk: the header's line, then view after view [batches, batch, values] in little-endian single precision. Views are
/// appended as they are made; one that was cut off is dropped when the file is opened again.
/// </summary>
internal sealed class ScoresFile
{
    private const int LongestHeader = 1 << 20;

    private readonly string _path;
    private readonly ScoresHeader _header;
    private readonly int _headerBytes;

    private ScoresFile(string path, ScoresHeader header, int headerBytes)
    {
        _path = path;
        _header = header;
        _headerBytes = headerBytes;
    }

    /// <summary>Whole views that the file holds.</summary>
    public int Views { get; private set; }

    private long ViewBytes => (long)_header.Shown * _header.Values * sizeof(float);

    /// <summary>Opens the file, or begins it.</summary>
    /// <exception cref="ScoresFileException">It holds something else, or cannot be read or written.</exception>
    public static ScoresFile Open(string path, ScoresHeader header) => Guard(path, () =>
    {
        if (!File.Exists(path))
        {
            byte[] line = Encoding.UTF8.GetBytes(header.ToLine() + "\n");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, line);
            return new ScoresFile(path, header, line.Length);
        }

        (ScoresHeader? found, int bytes) = ReadHeader(path);
        if (found is null)
        {
            throw new ScoresFileException($"{path} holds no teacher's scores: name another file, or remove it.");
        }

        if (found.DifferenceTo(header) is string difference)
        {
            throw new ScoresFileException($"{path} holds {difference}: name another file, or remove it to ask the teacher again.");
        }

        var file = new ScoresFile(path, header, bytes);
        using FileStream stream = File.Open(path, FileMode.Open);
        file.Views = (int)((stream.Length - bytes) / file.ViewBytes);
        stream.SetLength(bytes + (file.Views * file.ViewBytes));
        return file;
    });

    /// <summary>Adds one view.</summary>
    public void Append(float[] view) => Guard(_path, () =>
    {
        using FileStream stream = File.Open(_path, FileMode.Append);
        stream.Write(MemoryMarshal.AsBytes(view.AsSpan()));
        Views++;
        return true;
    });

    /// <summary>Reads view <paramref name="view"/>, counted from 1.</summary>
    public float[] Read(int view) => Guard(_path, () =>
    {
        var values = new float[_header.Shown * _header.Values];
        using FileStream stream = File.OpenRead(_path);
        stream.Position = _headerBytes + ((view - 1) * ViewBytes);
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    });

    private static (ScoresHeader? Header, int Bytes) ReadHeader(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var line = new byte[Math.Min(stream.Length, LongestHeader)];
        stream.ReadExactly(line);
        int end = Array.IndexOf(line, (byte)'\n');
        return end < 0 ? (null, 0) : (ScoresHeader.Parse(Encoding.UTF8.GetString(line, 0, end)), end + 1);
    }

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScoresFileException($"{path} could not be read or written ({e.Message}): make room or allow writing, then go on with the same command.", e);
        }
    }
}
