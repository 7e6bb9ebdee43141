// SPDX-License-Identifier: MIT
using System;
using Embedded.Devices;

namespace Embedded.Native;

/// <summary>The virtual board's model slots behind the declarations of firmware/Native.</summary>
public static class NativeModel
{
    /// <summary>Bytes of the file in a slot, 0 if there is none.</summary>
    public static int Length(int slot) => Hardware.Call("NativeModel.Length").Model(slot).Length;

    /// <summary>Copies bytes [position .. position + count) of the file in a slot to buffer[start ..].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the file or the buffer.</exception>
    public static void Read(int slot, int position, byte[] buffer, int start, int count)
    {
        byte[] file = Hardware.Call("NativeModel.Read").Model(slot);
        if (position < 0 || start < 0 || count < 0 || position > file.Length - count || start > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        Array.Copy(file, position, buffer, start, count);
    }
}
