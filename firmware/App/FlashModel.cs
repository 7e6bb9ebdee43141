// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Native;

namespace Embedded.App;

/// <summary>A model file in a slot of the flash memory.</summary>
public sealed class FlashModel : IModelSource
{
    private readonly int _slot;

    /// <summary>Opens a slot, counted from 0; an empty one is a file of no bytes.</summary>
    public FlashModel(int slot)
    {
        _slot = slot;
        Length = NativeModel.Length(slot);
    }

    /// <inheritdoc />
    public int Length { get; }

    /// <inheritdoc />
    public void Read(int position, byte[] buffer, int start, int count)
    {
        NativeModel.Read(_slot, position, buffer, start, count);
    }
}
