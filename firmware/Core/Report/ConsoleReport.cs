// SPDX-License-Identifier: MIT
// Boot facts, predictions and errors as lines of docs/console.md. The first character tells the kind of a line; all are ASCII
// and at most 80 characters long.
using Embedded.Decision;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Report;

/// <summary>What the board says about itself, about every frame, and about what went wrong.</summary>
public sealed class ConsoleReport
{
    /// <summary>Version of docs/console.md that the lines follow.</summary>
    public const int Version = 1;

    private readonly IConsole _console;
    private readonly LineSum _sum = new LineSum();
    private ClassNames _names;

    /// <summary>Writes to <paramref name="console"/>.</summary>
    public ConsoleReport(IConsole console)
    {
        _console = console;
    }

    /// <summary>The first line of every boot.</summary>
    /// <param name="name">The board, at most 20 ASCII characters without spaces.</param>
    /// <param name="psramBytes">External memory that the chip found, 0 for none.</param>
    public void WriteBoard(string name, uint psramBytes)
    {
        _console.WriteLine("# embedded console=" + Version.ToString() + " board=" + name + " psram=" + psramBytes.ToString());
    }

    /// <summary>The network, its labels and its settings.</summary>
    public void WriteNetwork(IFrameEngine engine)
    {
        Model model = engine.Model;
        Tensor input = model.Input;
        DecisionSettings decision = model.Decision;
        _names = new ClassNames(model.Labels, model.Output.Count);
        _console.WriteLine("# model crc=" + ConsoleText.Hex(model.Crc)
            + " input=" + input.Width.ToString() + "x" + input.Height.ToString() + "x" + input.Channels.ToString()
            + " ops=" + model.Operators.Length.ToString() + " classes=" + model.Output.Count.ToString());
        _console.WriteLine("# engine name=" + engine.EngineName + " arena=" + engine.ArenaBytes.ToString());
        WriteLabels();
        _console.WriteLine("# decision smoothing=" + decision.Smoothing.ToString() + " threshold=" + decision.Threshold.ToString()
            + " led=" + Name(decision.Led) + " class=" + decision.LedClass.ToString()
            + " frames=" + Flag(decision.PrintFrames) + " trace=" + Flag(decision.PrintTrace));
    }

    /// <summary>What the camera was asked for.</summary>
    public void WriteCamera(CameraFormat format)
    {
        _console.WriteLine("# camera size=" + format.Width.ToString() + "x" + format.Height.ToString()
            + " format=" + ConsoleText.Format(format.Format));
    }

    /// <summary>Free memory, once everything is in place.</summary>
    /// <param name="managedBytes">Of the heap of the C# application.</param>
    /// <param name="internalBytes">Of the chip.</param>
    /// <param name="psramBytes">Of external memory outside the heap.</param>
    public void WriteMemory(uint managedBytes, uint internalBytes, uint psramBytes)
    {
        _console.WriteLine("# memory managed=" + managedBytes.ToString() + " internal=" + internalBytes.ToString()
            + " psram=" + psramBytes.ToString());
    }

    /// <summary>The last boot fact: frames follow.</summary>
    public void WriteReady()
    {
        _console.WriteLine("# ready");
    }

    /// <summary>One frame's prediction.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="prediction">What was decided.</param>
    /// <param name="captureMs">Milliseconds that the camera took.</param>
    /// <param name="preprocessMs">Milliseconds that cropping and resizing took.</param>
    /// <param name="inferenceMs">Milliseconds that the network took.</param>
    public void WritePrediction(int frame, Prediction prediction, int captureMs, int preprocessMs, int inferenceMs)
    {
        string line = "> " + frame.ToString();
        if (prediction.Class == Prediction.None)
        {
            line += " " + ClassNames.Unknown;
        }

        line += " " + _names[prediction.Top] + " " + prediction.TopPercent.ToString() + "%";
        if (prediction.Second != Prediction.None)
        {
            line += " " + _names[prediction.Second] + " " + prediction.SecondPercent.ToString() + "%";
        }

        line += " ms=" + ConsoleText.Bounded(captureMs) + "/" + ConsoleText.Bounded(preprocessMs) + "/" + ConsoleText.Bounded(inferenceMs);
        _sum.Reset();
        _sum.Add(line);
        _console.WriteLine(line + " c=" + ConsoleText.Hex(_sum.Value).Substring(4));
    }

    /// <summary>A frame could not be had; the board goes on.</summary>
    /// <param name="code">One of <see cref="CameraError"/>.</param>
    /// <param name="frame">Number of the frame that was to come.</param>
    /// <param name="count">Camera errors since the boot, 99999 if there were more.</param>
    public void WriteCameraError(int code, int frame, int count)
    {
        _console.WriteLine("! C" + code.ToString() + " frame=" + frame.ToString() + " count=" + ConsoleText.Bounded(count));
    }

    /// <summary>The model was refused.</summary>
    /// <param name="code">One of <see cref="ModelError"/>.</param>
    /// <param name="index">The tensor, operator or label concerned, -1 if none.</param>
    public void WriteModelError(int code, int index)
    {
        _console.WriteLine("! M" + code.ToString() + " index=" + index.ToString());
    }

    /// <summary>Something else keeps the board from working.</summary>
    /// <param name="code">One of <see cref="DeviceError"/>.</param>
    public void WriteDeviceError(int code)
    {
        _console.WriteLine("! B" + code.ToString());
    }

    /// <summary>As many names a line as fit, each line with the index of its first class.</summary>
    private void WriteLabels()
    {
        string line = null;
        for (int index = 0; index < _names.Count; index++)
        {
            if (line != null && line.Length + 1 + _names[index].Length > ConsoleText.LineLength)
            {
                _console.WriteLine(line);
                line = null;
            }

            if (line == null)
            {
                line = "# labels " + index.ToString();
            }

            line += " " + _names[index];
        }

        _console.WriteLine(line);
    }

    private static string Name(LedKind led) => led == LedKind.Flash ? "flash" : led == LedKind.Status ? "status" : "none";

    private static string Flag(bool isSet) => isSet ? "1" : "0";
}
