// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Report;

/// <summary>What a board prints that looks at stored pictures in place of a camera: which picture, and whether the network's outputs are those of the PC.</summary>
public sealed class PictureReport
{
    private readonly IConsole _console;

    /// <summary>Writes to <paramref name="console"/>.</summary>
    public PictureReport(IConsole console)
    {
        _console = console;
    }

    /// <summary>The boot fact in place of the camera's.</summary>
    /// <param name="count">Pictures, shown one after the other for ever.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">What every picture is.</param>
    public void WritePictures(int count, int width, int height, PixelFormat format)
    {
        _console.WriteLine("# pictures count=" + count.ToString() + " size=" + width.ToString() + "x" + height.ToString()
            + " format=" + ConsoleText.Format(format));
    }

    /// <summary>Which picture a frame is, before it is classified.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="name">At most 15 characters of those a label may have.</param>
    public void WritePicture(int frame, string name)
    {
        _console.WriteLine("p " + frame.ToString() + " " + name);
    }

    /// <summary>Whether the outputs are those that the PC computed for the picture, byte for byte.</summary>
    public void WriteCheck(int frame, bool isSame)
    {
        _console.WriteLine("c " + frame.ToString() + (isSame ? " same" : " differs"));
    }
}
