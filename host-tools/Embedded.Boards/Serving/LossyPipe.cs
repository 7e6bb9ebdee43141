// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Threading.Channels;

namespace Embedded.Boards;

/// <summary>
/// Hands bytes to a stream that may be slow, on a thread of its own. What does not fit into the queue, or waited there too long, is
/// lost: a board's UART waits for nobody.
/// </summary>
internal sealed class LossyPipe : IDisposable
{
    private const int QueuedPieces = 1024;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    private readonly Channel<(byte[] Bytes, long Time)> _queue = Channel.CreateBounded<(byte[], long)>(QueuedPieces);
    private readonly Stream _stream;
    private readonly Thread _pump;
    private long _lostCount;

    public LossyPipe(Stream stream)
    {
        _stream = stream;
        _pump = new Thread(Pump) { IsBackground = true, Name = "console" };
        _pump.Start();
    }

    /// <summary>The other end is gone.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Bytes that were lost.</summary>
    public long LostCount => Interlocked.Read(ref _lostCount);

    /// <summary>Takes bytes; never waits.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!_queue.Writer.TryWrite((bytes.ToArray(), Stopwatch.GetTimestamp())))
        {
            Interlocked.Add(ref _lostCount, bytes.Length);
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
                while (_queue.Reader.TryRead(out (byte[] Bytes, long Time) piece))
                {
                    if (Stopwatch.GetElapsedTime(piece.Time) < s_longestWait)
                    {
                        _stream.Write(piece.Bytes);
                    }
                    else
                    {
                        Interlocked.Add(ref _lostCount, piece.Bytes.Length);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            IsBroken = true;
        }
    }
}
