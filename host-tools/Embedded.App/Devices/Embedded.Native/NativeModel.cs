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
    public static int Length(int slot) => File(Hardware.Call("NativeModel.Length"), slot).Length;

    /// <summary>The sequence number of the file in a slot, 0 if it has none.</summary>
    public static uint Sequence(int slot) => Hardware.Call("NativeModel.Sequence").Sequence(slot);

    /// <summary>Copies bytes [position .. position + count) of the file in a slot to buffer[start ..].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the file or the buffer.</exception>
    public static void Read(int slot, int position, byte[] buffer, int start, int count)
    {
        ReadOnlyMemory<byte> file = File(Hardware.Call("NativeModel.Read"), slot);
        Check(file.Length, position, buffer, start, count);
        file.Slice(position, count).CopyTo(buffer.AsMemory(start));
    }

    /// <summary>Takes memory for a model file.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">The board has less native memory.</exception>
    public static void Allocate(int bytes)
    {
        IHardware hardware = Hardware.Call("NativeModel.Allocate");
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        hardware.MemoryModel = new byte[0];
        if (bytes > hardware.NativeMemoryBytes)
        {
            throw new OutOfMemoryException();
        }

        hardware.MemoryModel = new byte[bytes];
    }

    /// <summary>Copies buffer[start .. start + count) to bytes [position ..) of <see cref="MemorySlot"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the memory or the buffer.</exception>
    public static void Write(int position, byte[] buffer, int start, int count)
    {
        byte[] memory = Hardware.Call("NativeModel.Write").MemoryModel;
        Check(memory.Length, position, buffer, start, count);
        Array.Copy(buffer, start, memory, position, count);
    }

    /// <summary>The file in a slot of flash or in memory.</summary>
    internal static ReadOnlyMemory<byte> File(IHardware hardware, int slot) => slot == MemorySlot ? hardware.MemoryModel : hardware.Model(slot);

    private static void Check(int length, int position, byte[] buffer, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (position < 0 || start < 0 || count < 0 || position > length - count || start > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }
    }
}
