// SPDX-License-Identifier: MIT
using System;
using Embedded.Devices;

namespace Embedded.Native;

/// <summary>The virtual board's model slots behind the declarations of firmware/Native.</summary>
public static class NativeModel
{
    /// <summary>The slot in memory.</summary>
    public const int MemorySlot = -1;

    /// <summary>Bytes of the file in a slot, 0 if there is none.</summary>
    public static int Length(int slot) => Hardware.Call("NativeModel.Length").Model(slot).Length;

    /// <summary>Copies bytes [position .. position + count) of the file in a slot to buffer[start ..].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the file or the buffer.</exception>
    public static void Read(int slot, int position, byte[] buffer, int start, int count)
    {
        byte[] file = Hardware.Call("NativeModel.Read").Model(slot);
        Check(file, position, buffer, start, count);
        Array.Copy(file, position, buffer, start, count);
    }

    /// <summary>Takes memory for a model file.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public static void Allocate(int bytes)
    {
        IHardware hardware = Hardware.Call("NativeModel.Allocate");
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        hardware.MemoryModel = new byte[bytes];
    }

    /// <summary>Copies buffer[start .. start + count) to bytes [position ..) of <see cref="MemorySlot"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the memory or the buffer.</exception>
    public static void Write(int position, byte[] buffer, int start, int count)
    {
        byte[] memory = Hardware.Call("NativeModel.Write").MemoryModel;
        Check(memory, position, buffer, start, count);
        Array.Copy(buffer, start, memory, position, count);
    }

    private static void Check(byte[] file, int position, byte[] buffer, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (position < 0 || start < 0 || count < 0 || position > file.Length - count || start > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }
    }
}
