// SPDX-License-Identifier: MIT
// A board's console arrives as plain characters until a debugger or a flasher has spoken to it, and from then on in packets of
// nanoFramework's Wire Protocol: "NFPKTV1\0", CRC of the header, CRC of the data, command, sequence, reply sequence, flags, size
// (32 bytes, little endian), then `size` bytes. Command 1 is a message: its data are characters of the console. Noise and damage may
// come at any byte, so both kinds feed one line assembler, and a packet that turns out to be damaged gives its bytes back to it: also
// one of another command whose data are nothing but text.
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Embedded.Boards;

/// <summary>Turns the bytes of a console, plain or in packets, into lines. One a stream.</summary>
public sealed class ConsoleDecoder
{
    /// <summary>Longest line that is kept; a board's lines have 80 characters.</summary>
    public const int MaxLine = 512;

    private const int MaxPayload = 4096; // the protocol allows 1024

    private static readonly SearchValues<byte> s_text = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(value => (byte)value), (byte)'\r', (byte)'\n']);

    private readonly byte[] _header = new byte[WirePacket.HeaderBytes];
    private readonly byte[] _line = new byte[MaxLine];
    private readonly byte[] _payload = new byte[MaxPayload]; // of a packet that is no message
    private int _payloadCount;
    private readonly Action<string> _onLine;
    private int _headerCount;
    private int _payloadLeft;
    private bool _isMessage;
    private int _signatureCount; // of a signature inside a payload
    private int _lineCount;
    private bool _isTooLong;

    /// <param name="onLine">Takes every line, without its end.</param>
    public ConsoleDecoder(Action<string> onLine)
    {
        _onLine = onLine;
    }

    /// <summary>Whole packets seen.</summary>
    public long PacketCount { get; private set; }

    /// <summary>Bytes that were no text and no packet: noise of the boot loader, damage.</summary>
    public long NoiseCount { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Add(value);
        }
    }

    private void Add(byte value)
    {
        if (_payloadLeft > 0)
        {
            AddPayload(value);
        }
        else if (_headerCount >= WirePacket.Signature.Length)
        {
            _header[_headerCount++] = value;
            if (_headerCount == WirePacket.HeaderBytes)
            {
                EndHeader();
            }
        }
        else
        {
            AddOutside(value);
        }
    }

    private void AddOutside(byte value)
    {
        if (value == WirePacket.Signature[_headerCount])
        {
            _header[_headerCount++] = value;
            return;
        }

        int count = _headerCount;
        _headerCount = 0;
        for (int index = 0; index < count; index++)
        {
            AddText(_header[index]);
        }

        if (count > 0 && value == WirePacket.Signature[0])
        {
            _header[_headerCount++] = value;
        }
        else
        {
            AddText(value);
        }
    }

    private void EndHeader()
    {
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(WirePacket.SizePosition));
        _headerCount = 0;
        if (size > MaxPayload)
        {
            NoiseCount += WirePacket.HeaderBytes; // a damaged header: what follows is read as text
            return;
        }

        PacketCount++;
        _isMessage = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(WirePacket.CommandPosition)) == WirePacket.Message;
        _payloadLeft = (int)size;
        _signatureCount = 0;
        _payloadCount = 0;
    }

    /// <summary>A signature inside a payload is the start of the next packet: the size before it was damaged.</summary>
    private void AddPayload(byte value)
    {
        _payloadLeft--;
        _signatureCount = value == WirePacket.Signature[_signatureCount] ? _signatureCount + 1 : value == WirePacket.Signature[0] ? 1 : 0;
        if (_signatureCount == WirePacket.Signature.Length)
        {
            _payloadLeft = 0;
            _signatureCount = 0;
            WirePacket.Signature.CopyTo(_header);
            _headerCount = WirePacket.Signature.Length;
            Forget(WirePacket.Signature.Length - 1);
            EndPayload();
            return;
        }

        if (_isMessage)
        {
            AddText(value);
            return;
        }

        _payload[_payloadCount++] = value;
        if (_payloadLeft == 0)
        {
            EndPayload();
        }
    }

    private void EndPayload()
    {
        ReadOnlySpan<byte> payload = _payload.AsSpan(0, _payloadCount);
        _payloadCount = 0;
        if (payload.ContainsAnyExcept(s_text))
        {
            return;
        }

        foreach (byte value in payload)
        {
            AddText(value);
        }
    }

    /// <summary>Takes back characters that were the start of a signature.</summary>
    private void Forget(int count)
    {
        if (_isMessage)
        {
            _lineCount = Math.Max(0, _lineCount - count);
        }
        else
        {
            _payloadCount -= count;
        }
    }

    private void AddText(byte value)
    {
        if (value == '\n')
        {
            EndLine();
        }
        else if (value is >= 0x20 and < 0x7F or (byte)'\r')
        {
            if (_lineCount == MaxLine)
            {
                _isTooLong = true;
                _lineCount = 0;
            }

            _line[_lineCount++] = value;
        }
        else
        {
            // No text: the line may start anew behind it, as after the noise of a boot loader or a damaged header.
            NoiseCount += _lineCount + 1;
            _lineCount = 0;
        }
    }

    private void EndLine()
    {
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineCount).TrimEnd((byte)'\r');
        bool isKept = line.Length > 0 && !_isTooLong;
        if (_isTooLong)
        {
            NoiseCount += line.Length;
        }

        _lineCount = 0;
        _isTooLong = false;
        if (isKept)
        {
            _onLine(Encoding.ASCII.GetString(line));
        }
    }
}
