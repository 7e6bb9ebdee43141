// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A part of a board's flash memory.</summary>
/// <param name="Name">As in the partition table.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Bytes">Length.</param>
public sealed record FlashPartition(string Name, int Offset, int Bytes)
{
    /// <summary>One past the last byte.</summary>
    public int End => Offset + Bytes;
}
