// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace Embedded.Native;

/// <summary>
/// The model slots in flash. Every call throws NotSupportedException on a firmware that was built without them.
/// The declarations are frozen: any change asks for a newly built firmware.
/// </summary>
public static class NativeModel
{
    /// <summary>Bytes of the model file in a slot, as its header says; 0 if the slot is empty, does not exist or holds something else.</summary>
    /// <param name="slot">Number of the slot, from 0.</param>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Length(int slot);

    /// <summary>Copies bytes [position .. position + count) of the file in a slot to buffer[start ..].</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">The range is not inside the file or the buffer.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Read(int slot, int position, byte[] buffer, int start, int count);
}
