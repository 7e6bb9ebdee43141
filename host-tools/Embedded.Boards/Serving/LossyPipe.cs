// SPDX-License-Identifier: MIT
using System.Threading.Channels;

namespace Embedded.Boards;

/// <summary>
/// Hands bytes to a stream that may be slow, on a thread of its own. What does not fit into the queue is lost: a board's UART waits
/// for nobody.
/// </summary>
internal sealed class LossyPipe : IDisposable
{
    private const int QueuedPieces = 1024;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(QueuedPieces);
    private readonly Stream _stream;
    private readonly Thread _pump;

    public LossyPipe(Stream stream)
    {
        _stream = stream;
        _pump = new Thread(Pump) { IsBackground = true, Name = "console" };
        _pump.Start();
    }

    /// <summary>The other end is gone.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Bytes that were lost.</summary>
    public long LostCount { get; private set; }

    /// <summary>Takes bytes; never waits.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!_queue.Writer.TryWrite(bytes.ToArray()))
        {
            LostCount += bytes.Length;
        }
    }

    /// <summary>Waits until all that was taken is written, or the time is over.</summary>
    public void Drain(TimeSpan time)
    {
        _queue.Writer.TryComplete();
        _pump.Join(time);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _stream.Dispose();
    }

    private void Pump()
    {
        try
        {
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (_queue.Reader.TryRead(out byte[]? bytes))
                {
                    _stream.Write(bytes);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            IsBroken = true;
        }
    }
}
