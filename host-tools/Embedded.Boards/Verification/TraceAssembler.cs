// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>Puts the trace and the raw outputs of one frame together; the check sum behind them proves that no line is missing or damaged.</summary>
internal sealed class TraceAssembler
{
    private readonly Crc32 _crc = new();
    private readonly List<uint> _sums = [];
    private readonly List<sbyte> _outputs = [];
    private bool _isInOrder = true;

    /// <summary>Some line arrived.</summary>
    public bool HasLines { get; private set; }

    /// <summary>All lines arrived as they were printed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>[1 + operators] CRC-32 of the input and of each operator's output.</summary>
    public IReadOnlyList<uint> Sums => _sums;

    /// <summary>[classes] int8.</summary>
    public IReadOnlyList<sbyte> Outputs => _outputs;

    /// <summary>Takes a line of the frame; other kinds than t, o and s are passed over.</summary>
    public void Add(ConsoleLine line)
    {
        switch (line)
        {
            case TraceLine trace:
                _isInOrder &= trace.Operator == _sums.Count - 1;
                _sums.Add(trace.Crc);
                Count(line);
                break;
            case OutputLine outputs:
                _isInOrder &= outputs.First == _outputs.Count;
                _outputs.AddRange(outputs.Values);
                Count(line);
                break;
            case SumLine sum:
                HasLines = true;
                IsWhole = _isInOrder && sum.Crc == _crc.Value && _sums.Count > 1 && _outputs.Count > 0;
                break;
            default:
                break;
        }
    }

    private void Count(ConsoleLine line)
    {
        HasLines = true;
        byte[] bytes = Encoding.ASCII.GetBytes(line.Text + "\n");
        _crc.Add(bytes, 0, bytes.Length);
    }
}
