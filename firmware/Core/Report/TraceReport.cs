// SPDX-License-Identifier: MIT
namespace Embedded.Report;

/// <summary>
/// Prints the CRC-32 of the input tensor and of every operator's output, and the raw outputs: what the host needs to find the
/// first operator that differs. The last line is the CRC-32 over these lines, so that a damaged one is not taken for a difference.
/// </summary>
public sealed class TraceReport
{
    private const int ValuesPerLine = 12;

    private readonly IConsole _console;
    private readonly LineSum _sum = new LineSum();

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
        _sum.Reset();
        WriteLine(start + "input " + ConsoleText.Hex(sums[0]));
        for (int index = 1; index < sums.Length; index++)
        {
            WriteLine(start + (index - 1).ToString() + " " + ConsoleText.Hex(sums[index]));
        }

        string line = null;
        for (int index = 0; index < outputs.Length; index++)
        {
            if (index % ValuesPerLine == 0)
            {
                if (line != null)
                {
                    WriteLine(line);
                }

                line = "o " + frame.ToString() + " " + index.ToString();
            }

            line += " " + outputs[index].ToString();
        }

        WriteLine(line);
        _console.WriteLine("s " + frame.ToString() + " " + ConsoleText.Hex(_sum.Value));
    }

    private void WriteLine(string line)
    {
        _sum.Add(line);
        _sum.Add("\n");
        _console.WriteLine(line);
    }
}
