// SPDX-License-Identifier: MIT
namespace Embedded.Report;

/// <summary>
/// Prints the CRC-32 of the input tensor and of every operator's output, and the raw outputs: what the host needs to find the
/// first operator that differs.
/// </summary>
public sealed class TraceReport
{
    private const int ValuesPerLine = 12;

    private readonly IConsole _console;

    /// <summary>Prints to <paramref name="console"/>.</summary>
    public TraceReport(IConsole console)
    {
        _console = console;
    }

    /// <summary>Prints the trace of one frame.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="sums">[1 + operators] as IFrameEngine.Run gives them.</param>
    /// <param name="outputs">The network's int8 outputs.</param>
    public void Write(int frame, uint[] sums, sbyte[] outputs)
    {
        string start = "t " + frame.ToString() + " ";
        _console.WriteLine(start + "input " + ConsoleText.Hex(sums[0]));
        for (int index = 1; index < sums.Length; index++)
        {
            _console.WriteLine(start + (index - 1).ToString() + " " + ConsoleText.Hex(sums[index]));
        }

        string line = null;
        for (int index = 0; index < outputs.Length; index++)
        {
            if (index % ValuesPerLine == 0)
            {
                if (line != null)
                {
                    _console.WriteLine(line);
                }

                line = "o " + frame.ToString() + " " + index.ToString();
            }

            line += " " + outputs[index].ToString();
        }

        _console.WriteLine(line);
    }
}
