// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What a board said about its model slots while it booted: <c># slot 0 sequence=6 model=752c455b state=used</c>.</summary>
public sealed class SlotReport
{
    private readonly Dictionary<int, uint?> _slots = [];

    /// <summary>True once the board said anything about a slot.</summary>
    public bool IsKnown => _slots.Count > 0;

    /// <summary>True if any line of the console was understood: there is a board with this project's application.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>True once the board said what it had to say: it is ready, or stopped.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The largest sequence number on the board, of a damaged model too; 0 if there is none.</summary>
    public uint Newest { get; private set; }

    /// <summary>The slot with that number; null if nothing was said about any.</summary>
    public int? NewestSlot { get; private set; }

    /// <summary>The slot whose model runs; null if none does or the board did not say.</summary>
    public int? Used { get; private set; }

    /// <summary>The sequence number of a slot; null if it holds no model that the board could run, or nothing was said about it.</summary>
    public uint? Of(int slot) => _slots.GetValueOrDefault(slot);

    /// <summary>Takes a line of the console.</summary>
    public void Add(ConsoleLine line)
    {
        IsAlive |= line is not OtherLine;
        IsReady |= line is BootLine { Word: "ready" } or PredictionLine or ErrorLine;
        if (line is not SlotLine slot)
        {
            return;
        }

        if (slot.Sequence > Newest || NewestSlot == null)
        {
            Newest = slot.Sequence;
            NewestSlot = slot.Slot;
        }

        _slots[slot.Slot] = slot.State == "empty" || char.IsAsciiLetterUpper(slot.State[0]) ? null : slot.Sequence;
        Used = slot.State == "used" ? slot.Slot : Used;
    }

    /// <summary>Listens until the board said all it has to say, or the time is over.</summary>
    /// <param name="port">Where its console is.</param>
    /// <param name="patience">How long.</param>
    /// <param name="cancellation">Ends listening.</param>
    /// <exception cref="BoardException">The port cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<SlotReport> ListenAsync(IBoardPort port, TimeSpan patience, CancellationToken cancellation)
    {
        var report = new SlotReport();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listener = new BoardListener(port)
        {
            OnLine = line =>
            {
                report.Add(line);
                if (report is { IsReady: true, IsKnown: true })
                {
                    enough.Cancel();
                }
            },
        };
        enough.CancelAfter(patience);
        await listener.RunAsync(enough.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return report;
    }
}
