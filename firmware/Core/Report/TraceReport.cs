// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Report;

/// <summary>
/// Remembers a CRC-32 of the input tensor and of every operator's output while a network runs, and prints them and the raw
/// outputs afterwards: what the host needs to find the first operator that differs.
/// </summary>
public sealed class TraceReport : IOperatorObserver
{
    private const int ValuesPerLine = 12;

    private readonly IConsole _console;
    private readonly IEngine _engine;
    private readonly Crc32 _crc = new Crc32();
    private readonly uint[] _sums; // [operators]
    private uint _inputSum;

    /// <summary>Observes <paramref name="engine"/> from now on.</summary>
    public TraceReport(IConsole console, IEngine engine)
    {
        _console = console;
        _engine = engine;
        _sums = new uint[engine.Model.Operators.Length];
        engine.Observer = this;
    }

    /// <summary>Called when the input tensor is in the arena, before the network runs.</summary>
    public void OnInput()
    {
        Tensor input = _engine.Model.Input;
        _inputSum = Sum(input);
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        _sums[index] = Sum(op.Output);
    }

    /// <summary>Prints what was remembered, and the network's int8 outputs.</summary>
    public void Write(int frame)
    {
        string start = "t " + frame.ToString() + " ";
        _console.WriteLine(start + "input " + ConsoleText.Hex(_inputSum));
        for (int index = 0; index < _sums.Length; index++)
        {
            _console.WriteLine(start + index.ToString() + " " + ConsoleText.Hex(_sums[index]));
        }

        Tensor output = _engine.Model.Output;
        string line = null;
        for (int index = 0; index < output.Count; index++)
        {
            if (index % ValuesPerLine == 0)
            {
                if (line != null)
                {
                    _console.WriteLine(line);
                }

                line = "o " + frame.ToString() + " " + index.ToString();
            }

            line += " " + _engine.Arena[output.Offset + index].ToString();
        }

        _console.WriteLine(line);
    }

    private uint Sum(Tensor tensor)
    {
        _crc.Reset();
        _crc.Add(_engine.Arena, tensor.Offset, tensor.Count);
        return _crc.Value;
    }
}
