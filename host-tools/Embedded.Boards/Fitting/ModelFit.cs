// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Boards;

/// <summary>Whether a model fits a board, and about how fast it is there, for each engine.</summary>
/// <param name="Slots">The model against each slot.</param>
/// <param name="Engines">The native engine, then the one in C#.</param>
public sealed record ModelFit(IReadOnlyList<MemoryFigure> Slots, IReadOnlyList<EngineFit> Engines)
{
    /// <summary>Yes if the model fits a slot and one of the engines runs it.</summary>
    public FitVerdict Verdict => (FitVerdict)Math.Max((int)Slots[0].Verdict, (int)Engines.Min(engine => engine.Verdict));

    /// <summary>Compares a model with a board.</summary>
    public static ModelFit Of(EmbFile file, BoardDescriptor board) => new(
        [.. board.ModelSlots.Select((slot, index) => Slot(file, board, index))],
        [new NativeEngineFit(file, board).Fit(), new ManagedEngineFit(file, board).Fit()]);

    private static MemoryFigure Slot(EmbFile file, BoardDescriptor board, int index)
    {
        FlashPartition slot = board.ModelSlots[index];
        long bytes = SlotImage.BytesFor(file.Bytes.Length);
        int[] taken = [.. Enumerable.Range(index + 1, board.ModelSlots.Count - index - 1).Where(other => slot.Offset + bytes > board.ModelSlots[other].Offset)];
        string why = bytes <= slot.Bytes && taken.Length > 0 ? $"takes the place of slot {string.Join(" and ", taken)} too" : $"with its record, at 0x{slot.Offset:X}";
        return new MemoryFigure("model", bytes, FigureBasis.Exact, $"slot {index}", slot.Bytes, bytes <= slot.Bytes ? FitVerdict.Yes : FitVerdict.No, why);
    }
}
