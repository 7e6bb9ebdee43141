// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards;

/// <summary>A board's UART: lines leave as bytes at the pace of its baud rate, ten bits a byte.</summary>
public sealed class UartWriter : TextWriter
{
    private readonly IConsoleServer _server;
    private readonly int _baud;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private long _sent; // bytes since the start of a burst
    private long _burst; // timestamp of that start

    /// <param name="server">Where the bytes go.</param>
    /// <param name="baud">Bits a second, 0 for as fast as possible.</param>
    /// <param name="cancellation">Ends waiting for the pace.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public UartWriter(IConsoleServer server, int baud, CancellationToken cancellation, TimeProvider? time = null)
    {
        _server = server;
        _baud = baud;
        _cancellation = cancellation;
        _time = time ?? TimeProvider.System;
        _burst = _time.GetTimestamp();
    }

    /// <inheritdoc />
    public override Encoding Encoding => Encoding.ASCII;

    /// <inheritdoc />
    public override void Write(char value) => Send([(byte)value]);

    /// <inheritdoc />
    public override void WriteLine(string? value) => Send(Encoding.ASCII.GetBytes(value + "\r\n"));

    /// <summary>Sends bytes as they are.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        _server.Write(bytes);
        if (_baud == 0)
        {
            return;
        }

        double elapsed = _time.GetElapsedTime(_burst).TotalSeconds;
        double needed = _sent * 10.0 / _baud;
        if (elapsed > needed + 0.1)
        {
            _burst = _time.GetTimestamp(); // it was idle
            _sent = 0;
            elapsed = 0;
        }

        _sent += bytes.Length;
        double ahead = _sent * 10.0 / _baud - elapsed;
        if (ahead > 0.002)
        {
            _cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(ahead));
        }
    }
}
