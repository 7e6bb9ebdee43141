// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How nanoFramework's firmware divides a board's memory: one part is the heap of the application, the other is for native code.</summary>
/// <param name="HeapBytes">At most this much for the C# heap. Without external memory the firmware's own data is still to be taken off.</param>
/// <param name="NativeBytes">At least this much for native code: arena and frames.</param>
/// <param name="IsBound">True if the numbers are bounds rather than sizes: on a board without external memory.</param>
public sealed record BoardMemoryPlan(int HeapBytes, int NativeBytes, bool IsBound)
{
    /// <summary>
    /// Heap-block counts of the CLR have 16 bits and a block 12 bytes, and clusters of blocks are no larger (nanoCLR_Runtime__HeapBlock.h,
    /// Execution.cpp): no array is longer, whatever the memory.
    /// </summary>
    public const int LargestArrayBytes = 786_300;

    /// <summary>The division of a board (nf-interpreter, targets/ESP32/_nanoCLR/Memory.cpp).</summary>
    public static BoardMemoryPlan Of(BoardDescriptor board) => board.PsramBytes > 0
        ? new BoardMemoryPlan(board.PsramBytes - board.ReservedPsramBytes, board.ReservedPsramBytes, false)
        : new BoardMemoryPlan(board.DataRamBytes - board.ReservedRamBytes, board.ReservedRamBytes, true);
}
