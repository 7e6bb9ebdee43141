// SPDX-License-Identifier: MIT
namespace Embedded.Report;

/// <summary>Where a board looked for a model, what it found there, and which one it runs: a line for each place, before the network's own.</summary>
public sealed class ModelReport
{
    /// <summary>The place holds no model.</summary>
    public const string Empty = "empty";

    /// <summary>The model was not tried, because another one runs.</summary>
    public const string Spare = "spare";

    /// <summary>This model runs.</summary>
    public const string Used = "used";

    private readonly IConsole _console;

    /// <summary>Writes to <paramref name="console"/>.</summary>
    public ModelReport(IConsole console)
    {
        _console = console;
    }

    /// <summary>A model slot.</summary>
    /// <param name="slot">Its number.</param>
    /// <param name="sequence">The number in its record, 0 if that is not valid.</param>
    /// <param name="crc">The CRC-32 in the header of its model.</param>
    /// <param name="state">One of the states above, or M or B and the number of what keeps the model from running.</param>
    public void WriteSlot(int slot, uint sequence, uint crc, string state)
    {
        _console.WriteLine("# slot " + slot.ToString() + " sequence=" + sequence.ToString() + Text(crc, state));
    }

    /// <summary>The file in the board's file system.</summary>
    public void WriteFile(uint crc, string state)
    {
        _console.WriteLine("# file" + Text(crc, state));
    }

    /// <summary>The model in the application.</summary>
    public void WriteBuiltIn(uint crc, string state)
    {
        _console.WriteLine("# builtin" + Text(crc, state));
    }

    private static string Text(uint crc, string state)
    {
        return (state == Empty ? "" : " model=" + ConsoleText.Hex(crc)) + " state=" + state;
    }
}
