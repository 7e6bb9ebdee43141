// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Report;

/// <summary>CRC-32 over characters of console lines: a line on its way from the board may be damaged.</summary>
public sealed class LineSum
{
    private readonly Crc32 _crc = new Crc32();
    private readonly byte[] _characters = new byte[ConsoleText.LineLength];

    /// <summary>The sum of what was added since the start or the last <see cref="Reset"/>.</summary>
    public uint Value => _crc.Value;

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        _crc.Reset();
    }

    /// <summary>Adds the characters of a text of at most 80.</summary>
    public void Add(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            _characters[index] = (byte)text[index];
        }

        _crc.Add(_characters, 0, text.Length);
    }
}
