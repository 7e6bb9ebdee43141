// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace Embedded.Native;

/// <summary>
/// The places where a model file can be run from: slots in flash, counted from 0, and one in memory for a model that comes from
/// elsewhere, such as data assemblies or a file. Null arrays are refused with ArgumentNullException. Every call throws
/// NotSupportedException on a firmware that was built without them.
/// The declarations are frozen: any change asks for a newly built firmware.
/// </summary>
public static class NativeModel
{
    /// <summary>The slot in memory.</summary>
    public const int MemorySlot = -1;

    /// <summary>Bytes of the model file in a slot: in flash as its header says, in memory as <see cref="Allocate"/> was told. 0 if the slot is empty, does not exist or holds something else.</summary>
    /// <param name="slot">Number of the slot, from 0, or <see cref="MemorySlot"/>.</param>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Length(int slot);

    /// <summary>The sequence number of the model file in a slot of flash; 0 if its record (docs/model-slots.md) is missing, damaged or another model's, and for <see cref="MemorySlot"/>. The file itself may be damaged all the same.</summary>
    /// <param name="slot">Number of the slot, from 0.</param>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint Sequence(int slot);

    /// <summary>Copies bytes [position .. position + count) of the file in a slot to buffer[start ..].</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">The range is not inside the file or the buffer.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Read(int slot, int position, byte[] buffer, int start, int count);

    /// <summary>Takes native memory for a model file, all bytes 0; what <see cref="MemorySlot"/> held before is gone. A network that runs from there is closed.</summary>
    /// <param name="bytes">Length of the file; 0 gives the memory back.</param>
    /// <exception cref="System.ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="System.OutOfMemoryException">There is not enough memory.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Allocate(int bytes);

    /// <summary>Copies buffer[start .. start + count) to bytes [position ..) of <see cref="MemorySlot"/>. A network that runs from there is closed.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">The range is not inside the memory or the buffer.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Write(int position, byte[] buffer, int start, int count);
}
