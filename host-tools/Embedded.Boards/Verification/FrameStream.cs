// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Embedded.Boards;

/// <summary>The frames that a board prints, one after the other, and why they end.</summary>
public sealed class FrameStream
{
    /// <summary>A board of whose frames so many in a row did not arrive intact is not worth listening to.</summary>
    public const int TornFrames = 10;

    private const int QueuedFrames = 64; // a recording is read no farther ahead
    private const int PredictionsWithoutFrames = 3; // single boot lines and frames may be damaged
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_errorSilence = TimeSpan.FromSeconds(2);

    private readonly IBoardPort _port;
    private readonly TimeSpan _silence;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private long _heard; // timestamp of the last byte
    private long _known; // timestamp of the last known line
    private int _bareCount; // predictions in a row without a line of frame bytes
    private int _tornCount; // frames in a row that were not intact
    private bool _hasFrameLines; // any line of frame bytes came

    /// <param name="port">Where the board is.</param>
    /// <param name="silence">How long a board may say nothing.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public FrameStream(IBoardPort port, TimeSpan silence, TimeProvider? time = null)
    {
        _port = port;
        _silence = silence;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Which frames are of use; those that are not torn unless told otherwise.</summary>
    public Func<CollectedFrame, bool> IsIntact { get; init; } = frame => !frame.IsTorn;

    /// <summary>Told when a board's port went away (false), and when something was heard from it again (true).</summary>
    public Action<bool>? OnPresence { get; init; }

    /// <summary>The port went away and nothing was heard from it since.</summary>
    public bool IsGone { get; private set; }

    /// <summary>What the board said about itself.</summary>
    public BoardFacts Facts { get; } = new();

    /// <summary>Lines, and what was lost of them.</summary>
    public ConsoleCounts Counts { get; private set; } = new();

    /// <summary>Bytes that came.</summary>
    public long ByteCount { get; private set; }

    /// <summary>Frames whose lines broke off because the board was reset, the connection was lost or the recording cut. The one that is under way when listening is ended is not among them.</summary>
    public int UnfinishedCount { get; private set; }

    /// <summary>Why the frames ended; set when they did.</summary>
    public FrameStreamEnd End { get; private set; } = FrameStreamEnd.Stopped;

    /// <summary>Listens, and gives every frame, whole or not; at most once. Cancellation ends the frames, it is no error: those that were heard before it are still given.</summary>
    /// <param name="cancellation">Ends listening.</param>
    /// <exception cref="BoardException">The port cannot be opened.</exception>
    public async IAsyncEnumerable<CollectedFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<CollectedFrame> queue = _port.IsLive
            ? Channel.CreateUnbounded<CollectedFrame>()
            : Channel.CreateBounded<CollectedFrame>(QueuedFrames);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _heard = _known = _time.GetTimestamp();
        Task listening = Task.Run(() => ListenAsync(queue.Writer, stop.Token), CancellationToken.None);
        Task watching = WatchAsync(stop, listening);
        try
        {
            await foreach (CollectedFrame frame in queue.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return frame;
            }

            await watching.ConfigureAwait(false);
            await listening.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(ChannelWriter<CollectedFrame> queue, CancellationToken cancellation)
    {
        var collector = new FrameCollector(frame => Queue(queue, frame, cancellation));
        var listener = new BoardListener(_port, time: _time)
        {
            OnBytes = bytes =>
            {
                lock (_gate)
                {
                    _heard = _time.GetTimestamp();
                    ByteCount += bytes.Length;
                }

                SetGone(false);
            },
            OnLine = line =>
            {
                lock (_gate)
                {
                    Facts.Add(line);
                    _known = line is OtherLine ? _known : _heard;
                    _hasFrameLines |= line is FrameStartLine or FrameBytesLine or FrameEndLine;
                }

                collector.Add(line);
            },
            OnConnection = isOpen =>
            {
                if (!isOpen)
                {
                    collector.Interrupt();
                    SetGone(true);
                }
            },
        };
        Counts = listener.Counts;
        try
        {
            await listener.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (!cancellation.IsCancellationRequested)
            {
                collector.Interrupt(); // the recording is at its end
            }

            UnfinishedCount = collector.UnfinishedCount;
            queue.TryComplete();
        }
    }

    private void SetGone(bool isGone)
    {
        if (isGone != IsGone)
        {
            IsGone = isGone;
            OnPresence?.Invoke(!isGone);
        }
    }

    private void Queue(ChannelWriter<CollectedFrame> queue, CollectedFrame frame, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _tornCount = IsIntact(frame) ? 0 : _tornCount + 1;
            _bareCount = frame.HasFrameLines ? 0 : _bareCount + (frame.Prediction == null ? 0 : 1);
        }

        if (!queue.TryWrite(frame))
        {
            queue.WriteAsync(frame, cancellation).AsTask().GetAwaiter().GetResult(); // a recording waits for its reader
        }
    }

    /// <summary>Ends listening when it is of no use any more, and says why.</summary>
    private async Task WatchAsync(CancellationTokenSource stop, Task listening)
    {
        while (!stop.IsCancellationRequested && !listening.IsCompleted)
        {
            await Task.WhenAny(listening, Task.Delay(s_look, _time, stop.Token)).ConfigureAwait(false);
            lock (_gate)
            {
                if (!listening.IsCompleted && !stop.IsCancellationRequested && Reason() is { } reason)
                {
                    End = reason;
                    stop.Cancel();
                }
            }
        }

        if (End == FrameStreamEnd.Stopped && listening.IsCompletedSuccessfully && !stop.IsCancellationRequested)
        {
            End = ByteCount == 0 ? FrameStreamEnd.Silent : Facts.KnownLines == 0 ? FrameStreamEnd.OtherFirmware : EndOfRecording();
        }
    }

    private FrameStreamEnd EndOfRecording() =>
        Facts.Predictions > 0 && !_hasFrameLines ? FrameStreamEnd.NoFrames
        : Facts.Predictions == 0 && Facts.LastError != null ? FrameStreamEnd.BoardError
        : FrameStreamEnd.EndOfRecording;

    private FrameStreamEnd? Reason()
    {
        bool canBeBare = _port.IsLive || !_hasFrameLines; // a recording may hold several boots
        if (canBeBare && _bareCount >= (Facts.PrintsFrames == false ? 1 : PredictionsWithoutFrames))
        {
            return FrameStreamEnd.NoFrames;
        }

        if (_port.IsLive && _tornCount >= TornFrames)
        {
            return FrameStreamEnd.Torn;
        }

        TimeSpan quiet = _time.GetElapsedTime(_heard);
        if (_port.IsLive && Facts.LastError is { Kind: not 'C' } && quiet > s_errorSilence)
        {
            return FrameStreamEnd.BoardError;
        }

        return !_port.IsLive || _time.GetElapsedTime(_known) < _silence ? null
            : ByteCount == 0 ? FrameStreamEnd.Silent
            : Facts.KnownLines == 0 ? FrameStreamEnd.OtherFirmware
            : Facts.LastError != null ? FrameStreamEnd.BoardError
            : Facts.PrintsFrames == false ? FrameStreamEnd.NoFrames
            : FrameStreamEnd.Stalled;
    }
}
