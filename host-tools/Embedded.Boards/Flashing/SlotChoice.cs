// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Boards;

/// <summary>The slot for a new model and its sequence number.</summary>
/// <param name="Slot">Index of the slot.</param>
/// <param name="Sequence">Larger than that of every other slot, as far as is known.</param>
/// <param name="Reason">Why, for the user.</param>
/// <param name="IsRisky">True if the model that runs now may be in the slot.</param>
public sealed record SlotChoice(int Slot, uint Sequence, string Reason, bool IsRisky)
{
    /// <summary>Chooses the slot that the board runs least likely.</summary>
    /// <param name="board">Its slots.</param>
    /// <param name="imageBytes">What the model takes in a slot.</param>
    /// <param name="report">What the board said; null if nobody listened.</param>
    /// <param name="slot">The user's choice, null for none.</param>
    /// <param name="sequence">The user's choice, null for none.</param>
    /// <param name="isSetup">True if firmware is written in the same run: then slot 0 is taken if nothing is known.</param>
    /// <param name="now">A number larger than any that boards count to by ones: a date, if the board's numbers are not known.</param>
    /// <exception cref="FlashException">Nothing is known, or the model fits nowhere.</exception>
    public static SlotChoice Choose(BoardDescriptor board, int imageBytes, SlotReport? report, int? slot, uint? sequence, bool isSetup, DateTimeOffset now)
    {
        IReadOnlyList<FlashPartition> slots = board.ModelSlots;
        if (imageBytes > slots[0].Bytes)
        {
            throw new FlashException(FormattableString.Invariant($"the model takes {imageBytes:N0} bytes, but {board.Name} has {slots[0].Bytes:N0} for models; use a smaller network"));
        }

        bool isKnown = report is { IsKnown: true };
        uint newest = isKnown ? report!.Newest : 0;
        if (isKnown && newest == uint.MaxValue)
        {
            throw NothingNewer(report!, slots.Count);
        }

        uint next = sequence ?? (isKnown ? newest + 1 : (uint)now.ToUnixTimeSeconds());
        if (isKnown && next <= newest)
        {
            throw new FlashException(FormattableString.Invariant($"sequence number {next} is not above {newest}, the newest on the board, so the firmware would go on with the old model; leave --sequence out"));
        }

        if (slot is int wanted)
        {
            bool mayRun = wanted >= 0 && wanted < slots.Count && (!isKnown || report!.Used == wanted || (report.Used == null && report.Of(wanted) == newest));
            return new SlotChoice(wanted, next, isKnown ? "as asked for" : "as asked for; the board did not say what its slots hold", mayRun);
        }

        bool isWide = slots.Count > 1 && slots[0].Offset + imageBytes > slots[1].Offset;
        if (isWide)
        {
            return new SlotChoice(0, next, "the model is too large for one slot", true);
        }

        if (isKnown)
        {
            // A slot without a model first, then the smallest number; the slot that runs last of all.
            int oldest = Enumerable.Range(0, slots.Count)
                .Where(index => imageBytes <= slots[index].Bytes)
                .MinBy(index => report!.Used == index ? long.MaxValue : (long?)report.Of(index) ?? -1);
            string said = string.Join(", ", Enumerable.Range(0, slots.Count).Select(index => $"slot {index} {(report!.Of(index) is uint number ? "has sequence " + number.ToString(CultureInfo.InvariantCulture) : "has no model")}"));
            // A model that is too large for its slot reaches into the next one, which the board then calls empty.
            string reach = report!.Used is int used && used < oldest && report.Of(oldest) == null
                ? FormattableString.Invariant($"; a model of more than {slots[oldest].Offset - slots[used].Offset:N0} bytes in slot {used} reaches into it and is lost")
                : "";
            return new SlotChoice(oldest, next, $"the board says: {said}{reach}", slots.Count == 1 || report.Used == oldest);
        }

        return isSetup
            ? new SlotChoice(0, next, "the firmware is new; the board did not say what its slots hold", false)
            : throw new FlashException(report is { IsAlive: true }
                ? "the board speaks, but did not say which model slot it runs; press its reset button while this command listens, or name the slot with --slot"
                : "the board did not say which model slot it runs; press its reset button while this command listens, or name the slot with --slot, which is any on a board that never had a model")
            {
                IsDevice = true,
            };
    }

    /// <summary>No number is above the largest one; what has it must be written over with one that the other slots do not exceed.</summary>
    private static FlashException NothingNewer(SlotReport report, int slots)
    {
        int newest = report.NewestSlot!.Value;
        uint others = Enumerable.Range(0, slots).Where(index => index != newest).Select(index => report.Of(index) ?? 0).DefaultIfEmpty().Max();
        return new FlashException(FormattableString.Invariant($"slot {newest} of the board has the largest sequence number that there is, so no model can be newer; write over it with --slot {newest} --sequence {(others == uint.MaxValue ? 1 : others + 1)}"));
    }
}
