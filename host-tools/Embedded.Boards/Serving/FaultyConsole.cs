// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Damages what goes through it, as bad cables, resets and debuggers do.</summary>
public sealed class FaultyConsole : IConsoleServer
{
    private const int MaxNoise = 200;

    private readonly IConsoleServer _server;
    private readonly FaultOptions _faults;
    private readonly Random _random;
    private int _lines;
    private bool _isFramed;

    /// <param name="server">Where the damaged bytes go.</param>
    /// <param name="faults">What goes wrong.</param>
    public FaultyConsole(IConsoleServer server, FaultOptions faults)
    {
        _server = server;
        _faults = faults;
        _random = new Random(faults.Seed);
    }

    /// <inheritdoc />
    public string Port => _server.Port;

    /// <summary>Takes one line or a part of it; a line ends in a line feed.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_random.NextDouble() < _faults.NoisyLines)
        {
            var noise = new byte[_random.Next(1, MaxNoise)];
            _random.NextBytes(noise);
            _server.Write(noise);
        }

        byte[] line = _random.NextDouble() < _faults.TornLines ? bytes[.._random.Next(bytes.Length)].ToArray() : bytes.ToArray();
        byte[] sent = _isFramed ? WirePacket.Of(WirePacket.Message, line) : line;
        for (int index = 0; index < sent.Length; index++)
        {
            if (_random.NextDouble() < _faults.FlippedBytes)
            {
                sent[index] ^= (byte)(1 << _random.Next(8));
            }
        }

        _server.Write(sent);
        if (bytes.Contains((byte)'\n') && ++_lines == _faults.FramingPeriod)
        {
            _lines = 0;
            _isFramed = !_isFramed;
        }
    }

    /// <summary>The board starts anew: whatever spoke to it in packets is forgotten.</summary>
    public void Reset()
    {
        _lines = 0;
        _isFramed = false;
    }

    /// <inheritdoc />
    public void Drain(TimeSpan time) => _server.Drain(time);

    /// <inheritdoc />
    public void Dispose() => _server.Dispose();
}
