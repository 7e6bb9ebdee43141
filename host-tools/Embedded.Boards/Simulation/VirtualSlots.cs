// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Writes models to the slots of a virtual board's flash.</summary>
public static class VirtualSlots
{
    private const int SectorBytes = 4096; // what a chip's flash erases at a time

    /// <summary>Boots the board, hears what it says about its slots, and writes a model to the one that <see cref="SlotChoice"/> takes.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="flash">Its flash.</param>
    /// <param name="model">A whole .emb file.</param>
    /// <exception cref="FlashException">The model fits into no slot, or there is no larger sequence number.</exception>
    public static SlotChoice Install(BoardDescriptor board, VirtualFlash flash, byte[] model)
    {
        var console = new StringWriter { NewLine = "\n" };
        new VirtualBoard(board, flash, new NoFrames(), console, TextWriter.Null).Run();
        var report = new SlotReport();
        foreach (string line in console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            report.Add(ConsoleParser.Parse(line));
        }

        int bytes = SlotImage.BytesFor(model.Length);
        SlotChoice choice = SlotChoice.Choose(board, bytes, report, null, null, false, TimeProvider.System.GetUtcNow());
        FlashPartition slot = board.ModelSlots[choice.Slot];
        flash.Erase(slot.Offset, Math.Min((bytes + SectorBytes - 1) / SectorBytes * SectorBytes, slot.Bytes));
        flash.Write(slot.Offset, SlotImage.Write(model, choice.Sequence));
        return choice;
    }

    private sealed class NoFrames : IFrameSource
    {
        public Data.Picture? Next() => null;
    }
}
