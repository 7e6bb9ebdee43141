// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>What a board said about its model slots while it booted.</summary>
public sealed partial class SlotReport
{
    private readonly Dictionary<int, uint?> _slots = [];
    private readonly Dictionary<int, int> _bytes = [];

    /// <summary>True once the board said anything about a slot.</summary>
    public bool IsKnown => _slots.Count > 0;

    /// <summary>True if any line of the console was understood: there is a board with this project's application.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>True once the board said what it had to say: all slots, or that it is ready.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The number of the newest model; 0 if there is none.</summary>
    public uint Newest => _slots.Values.Max() ?? 0;

    /// <summary>The sequence number of a slot; null if it holds no valid model or nothing was said about it.</summary>
    public uint? Of(int slot) => _slots.GetValueOrDefault(slot);

    /// <summary>Bytes of the model in a slot; 0 if they are not known.</summary>
    public int BytesOf(int slot) => _bytes.GetValueOrDefault(slot);

    /// <summary>Takes a line of the console: <c># slot 0 sequence=7</c>, <c># slot index=1 state=empty</c> and the like.</summary>
    public void Add(ConsoleLine line)
    {
        IsAlive |= line is not OtherLine;
        IsReady |= line is BootLine { Word: "ready" } or PredictionLine or ErrorLine;
        if (line is not (BootLine { Word: "slot" } or OtherLine) || SlotPattern().Match(line.Text) is not { Success: true } match)
        {
            return;
        }

        string fields = match.Groups[2].Value;
        Match sequence = SequencePattern().Match(fields);
        bool isBad = BadPattern().IsMatch(fields);
        int slot = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        _bytes[slot] = BytesPattern().Match(fields) is { Success: true } bytes && int.TryParse(bytes.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0;
        _slots[slot] =
            !isBad && sequence.Success && uint.TryParse(sequence.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
        IsAlive = true;
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

    [GeneratedRegex("^# slot (?:[a-z]+=)?([0-9])((?: [!-~]+)*)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlotPattern();

    [GeneratedRegex(" seq(?:uence)?=([0-9]+)(?: |\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex SequencePattern();

    [GeneratedRegex(" bytes=([0-9]+)(?: |\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex BytesPattern();

    [GeneratedRegex("=(?:empty|none|invalid|bad|damaged|incomplete)(?: |\\z)| error=[A-Z]?0*[1-9]", RegexOptions.CultureInvariant)]
    private static partial Regex BadPattern();
}
