// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards;

/// <summary>Turns the frames that a board prints into pictures of a data set.</summary>
/// <param name="port">Where the board is.</param>
/// <param name="folder">Where the pictures go.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class BoardCapture(IBoardPort port, CaptureFolder folder, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Pictures after which it ends; null for never.</summary>
    public int? Count { get; init; }

    /// <summary>Least time between two pictures.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>How little a frame may differ from the picture before; see <see cref="FrameFilter"/>.</summary>
    public double Similar { get; init; } = FrameFilter.DefaultSimilar;

    /// <summary>How long the board may say nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told when the board's port went away (false), and when something was heard from it again (true).</summary>
    public Action<bool>? OnPresence { get; init; }

    /// <summary>Told after every frame; the picture is null if it did not become one.</summary>
    public Action<CaptureCounts, CapturedPicture?>? OnFrame { get; init; }

    /// <summary>What became of the frames so far.</summary>
    public CaptureCounts Counts { get; private set; } = new();

    /// <summary>Captures until there are enough pictures, the recording is at its end, or nothing more can be expected.</summary>
    /// <param name="cancellation">Ends it; frames that were heard before it still become pictures.</param>
    /// <returns>Why no more frames come: one sentence with a remedy; null if that is as it should be.</returns>
    /// <exception cref="BoardException">The port cannot be opened.</exception>
    /// <exception cref="IOException">A picture cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        var stream = new FrameStream(port, Silence, _time) { OnPresence = OnPresence };
        var filter = new FrameFilter(Similar);
        foreach (Picture picture in folder.Pictures())
        {
            filter.Know(picture);
        }

        long last = 0;
        await foreach (CollectedFrame frame in stream.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (!frame.HasFrameLines)
            {
                continue;
            }

            CapturedPicture? picture = null;
            if (frame.IsTorn)
            {
                Counts = Counts with { Torn = Counts.Torn + 1 };
            }
            else if (Counts.Saved > 0 && _time.GetElapsedTime(last) < Every)
            {
                Counts = Counts with { TooSoon = Counts.TooSoon + 1 };
            }
            else if (Judge(filter.Judge(frame.Frame!)))
            {
                picture = new CapturedPicture(folder.Add(frame.Frame!), frame, filter.Mean, filter.Difference);
                Counts = Counts with { Saved = Counts.Saved + 1 };
                last = _time.GetTimestamp();
            }

            OnFrame?.Invoke(Counts, picture);
            if (Counts.Saved == Count)
            {
                break;
            }
        }

        Counts = Counts with { Unfinished = stream.UnfinishedCount };
        return Counts.Saved == Count ? null : FrameStreamText.Of(stream, port, "print-frames=on", "model.emb")
            ?? (Counts.Saved > 0 || Counts.Same > 0 || cancellation.IsCancellationRequested ? null
            : Counts.Frames == 0 ? PortText.NoFrame(port.Name)
            : Counts.Torn == Counts.Frames ? PortText.Torn(port, Counts.Torn)
            : $"No frame of {port.Name} became a picture: {Counts.Black} black (uncover the lens, add light), {Counts.Torn} torn (use a shorter cable).");
    }

    private bool Judge(FrameJudgement judgement)
    {
        Counts = judgement switch
        {
            FrameJudgement.Black => Counts with { Black = Counts.Black + 1 },
            FrameJudgement.Same => Counts with { Same = Counts.Same + 1 },
            FrameJudgement.Similar => Counts with { Similar = Counts.Similar + 1 },
            _ => Counts,
        };
        return judgement == FrameJudgement.Kept;
    }
}
