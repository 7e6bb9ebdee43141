// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Data;

namespace Embedded.Cli.Inputs;

/// <summary>What a flash run is to write; the slot of the model may still be open.</summary>
/// <param name="Request">Without the model.</param>
/// <param name="ModelPath">The .emb file, null for none.</param>
/// <param name="Model">Its bytes.</param>
/// <param name="Slot">The slot that the user named, null for none.</param>
/// <param name="Sequence">The number that the user named, null for none.</param>
internal sealed record FlashTask(FlashRequest Request, string? ModelPath, byte[]? Model, int? Slot, uint? Sequence)
{
    /// <summary>What may keep the board from running the model; null for nothing.</summary>
    public string? Doubt { get; init; }

    /// <summary>True if there is firmware or an application to be written before the model.</summary>
    public bool HasOthers => Request.HasFirmware || Request.ApplicationPath != null;

    /// <summary>Chooses the slot.</summary>
    /// <exception cref="FlashException">Nothing is known about the slots.</exception>
    public SlotChoice Choose(SlotReport? report) =>
        SlotChoice.Choose(Request.Board, SlotImage.BytesFor(Model!.Length), report, Slot, Sequence, Request.HasFirmware, TimeProvider.System.GetUtcNow());

    /// <summary>Writes the file with the slot's bytes.</summary>
    public SlotPart Save(SlotChoice choice)
    {
        byte[] image = SlotImage.Write(Model, choice.Sequence);
        string path = FlashFiles.SlotFile(ModelPath!, choice.Slot);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(image));
        return new SlotPart(choice.Slot, path, image.Length, choice.Sequence);
    }
}
