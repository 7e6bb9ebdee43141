// SPDX-License-Identifier: MIT
using System.IO.Ports;

namespace Embedded.Boards;

/// <summary>A serial device or a pseudo-terminal.</summary>
internal sealed class SerialBoardPort(string name, int baud, SerialLines lines) : IBoardPort
{
    public string Name => name;

    public bool IsLive => true;

    public Stream Open()
    {
        var port = new SerialPort(name, baud, Parity.None, 8, StopBits.One) { DtrEnable = lines.Dtr, RtsEnable = lines.Rts, Handshake = Handshake.None };
        try
        {
            port.Open();
            port.DiscardInBuffer(); // what lay there before somebody listened
            return new PortStream(port);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw new PortException(Reason(exception), exception);
        }
    }

    private string Reason(Exception exception)
    {
        string[] names = Names();
        bool isThere = OperatingSystem.IsWindows() ? names.Contains(name, StringComparer.OrdinalIgnoreCase) : File.Exists(name);
        string system = (exception.InnerException ?? exception).Message.TrimEnd('.'); // .NET takes every refusal of the system for one of access
        if (isThere && (OperatingSystem.IsWindows() ? exception is UnauthorizedAccessException : system.Contains("busy", StringComparison.OrdinalIgnoreCase)))
        {
            return $"{name} is in use by another program; close other terminals and try again.";
        }

        if (isThere && system.Contains("permi", StringComparison.OrdinalIgnoreCase))
        {
            return $"You may not open {name}; join the group of the device (sudo usermod -aG dialout $USER, then log in again).";
        }

        if (isThere)
        {
            return $"{name} cannot be used as a serial port ({system}); name the board's adapter, and a baud rate that it has.";
        }

        return $"There is no serial port {name}; {(names.Length == 0 ? "none is connected: plug the board's adapter in" : "connected: " + string.Join(", ", names))}.";
    }

    private static string[] Names()
    {
        try
        {
            return [.. SerialPort.GetPortNames().Distinct().Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return [];
        }
    }

    /// <summary>The bytes of a port; closing it closes the port.</summary>
    private sealed class PortStream(SerialPort port) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => port.BaseStream.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            port.BaseStream.ReadAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                port.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
