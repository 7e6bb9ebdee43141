// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A model for a slot.</summary>
/// <param name="Slot">Index of the slot in the board's description.</param>
/// <param name="ImagePath">A file with the bytes that <see cref="SlotImage"/> made.</param>
/// <param name="ImageBytes">Its length.</param>
/// <param name="Sequence">The sequence number in it.</param>
public sealed record SlotPart(int Slot, string ImagePath, int ImageBytes, uint Sequence);
