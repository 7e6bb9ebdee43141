// SPDX-License-Identifier: MIT
using System;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Report;

/// <summary>Prints a captured frame's bytes, base64, so that the host can compute what the board computed.</summary>
public sealed class FrameReport
{
    private const int BytesPerLine = 36; // 48 base64 characters

    private readonly IConsole _console;
    private readonly Crc32 _crc = new Crc32();

    /// <summary>Writes to <paramref name="console"/>.</summary>
    public FrameReport(IConsole console)
    {
        _console = console;
    }

    /// <summary>Prints one frame: a line with its format, its bytes with a CRC-32 a line, and the CRC-32 of them all.</summary>
    public void Write(int number, Frame frame)
    {
        string start = "f " + number.ToString() + " ";
        int bytes = frame.ByteCount;
        _console.WriteLine(start + "start size=" + frame.Width.ToString() + "x" + frame.Height.ToString()
            + " format=" + ConsoleText.Format(frame.Format) + " bytes=" + bytes.ToString());
        for (int offset = 0; offset < bytes; offset += BytesPerLine)
        {
            int count = bytes - offset < BytesPerLine ? bytes - offset : BytesPerLine;
            _console.WriteLine(start + offset.ToString() + " " + Convert.ToBase64String(frame.Pixels, offset, count)
                + " " + Sum(frame.Pixels, offset, count));
        }

        _console.WriteLine(start + "end crc=" + Sum(frame.Pixels, 0, bytes));
    }

    private string Sum(byte[] bytes, int start, int count)
    {
        _crc.Reset();
        _crc.Add(bytes, start, count);
        return ConsoleText.Hex(_crc.Value);
    }
}
