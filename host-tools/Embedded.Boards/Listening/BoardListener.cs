// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Listens to a board: opens its port, turns bytes into lines, and waits for it when it goes away.</summary>
public sealed class BoardListener
{
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(15); // 1400 bytes at 921,600 baud; a terminal's buffer has 4096

    private readonly IBoardPort _port;
    private readonly TimeSpan _retryDelay;
    private readonly TimeProvider _time;

    /// <param name="port">Where.</param>
    /// <param name="retryDelay">Between two attempts to open a port that went away; null for half a second.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public BoardListener(IBoardPort port, TimeSpan? retryDelay = null, TimeProvider? time = null)
    {
        _port = port;
        _retryDelay = retryDelay ?? TimeSpan.FromMilliseconds(500);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Told of every line.</summary>
    public required Action<ConsoleLine> OnLine { get; init; }

    /// <summary>Told of the bytes as they come, before their lines.</summary>
    public Action<ReadOnlyMemory<byte>>? OnBytes { get; init; }

    /// <summary>Told when the port was opened (true), and when a board's went away (false): not when listening is ended or a recording is at its end.</summary>
    public Action<bool>? OnConnection { get; init; }

    /// <summary>What was counted so far.</summary>
    public ConsoleCounts Counts { get; } = new();

    /// <summary>Listens until the recording is at its end, for ever to a board.</summary>
    /// <param name="cancellation">Ends listening; that is no error.</param>
    /// <exception cref="BoardException">The port cannot be opened the first time; later it is waited for.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        bool isFirst = true;
        while (!cancellation.IsCancellationRequested)
        {
            Stream? stream = Open(isFirst);
            isFirst = false;
            if (stream != null)
            {
                await using (stream)
                {
                    OnConnection?.Invoke(true);
                    await ReadAsync(stream, cancellation).ConfigureAwait(false);
                }

                if (!_port.IsLive || cancellation.IsCancellationRequested)
                {
                    return;
                }

                Counts.Interrupt();
                OnConnection?.Invoke(false);
            }

            await Task.Delay(_retryDelay, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Stream? Open(bool isFirst)
    {
        try
        {
            return _port.Open();
        }
        catch (BoardException) when (!isFirst)
        {
            return null;
        }
    }

    /// <summary>Until the end, a pulled cable, or cancellation.</summary>
    private async Task ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var decoder = new ConsoleDecoder(text =>
        {
            ConsoleLine line = ConsoleParser.Parse(text);
            Counts.Add(line);
            OnLine(line);
        });
        var buffer = new byte[4096];
        try
        {
            // Not every driver ends a read when it is cancelled: closing the stream does.
            await using CancellationTokenRegistration close = cancellation.Register(stream.Dispose);
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                OnBytes?.Invoke(buffer.AsMemory(0, count));
                decoder.Add(buffer.AsSpan(0, count));
                if (_port.IsLive && count < buffer.Length / 2)
                {
                    // A console that is never idle would wake this thread for every line; what comes meanwhile waits in the system's buffer.
                    await Task.Delay(s_gather, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException)
        {
            // The board went away, or nobody listens any more.
        }
    }
}
