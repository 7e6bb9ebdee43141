// SPDX-License-Identifier: MIT
using System.IO.Ports;

namespace Embedded.Boards;

/// <summary>A serial device. DTR and RTS stay off: many adapters hold the chip in reset with them.</summary>
internal sealed class SerialBoardPort(string name, int baud) : IBoardPort
{
    public string Name => name;

    public bool IsLive => true;

    public Stream Open()
    {
        var port = new SerialPort(name, baud, Parity.None, 8, StopBits.One) { DtrEnable = false, RtsEnable = false, Handshake = Handshake.None };
        try
        {
            port.Open();
            return new PortStream(port);
        }
        catch (UnauthorizedAccessException exception)
        {
            port.Dispose();
            throw new BoardException($"{name} is in use by another program, or you may not open it; close other terminals, and on Linux join the group of the device (sudo usermod -aG dialout $USER, then log in again).", exception);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            string[] names = Names();
            throw new BoardException($"There is no serial port {name}; {(names.Length == 0 ? "none is connected: plug the board's adapter in" : "connected: " + string.Join(", ", names))}.", exception);
        }
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
