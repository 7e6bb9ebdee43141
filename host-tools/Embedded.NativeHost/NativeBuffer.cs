// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.NativeHost;

/// <summary>Memory at a multiple of 16, zeroed, freed when nobody holds it any more.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 16; // EMB_ALIGNMENT

    public NativeBuffer(int length)
        : base(0, ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(1, length), Alignment));
        Length = length;
        Bytes.Clear();
    }

    public override bool IsInvalid => handle == 0;

    public int Length { get; }

    /// <summary>The address; valid while the buffer is held.</summary>
    public byte* Pointer => (byte*)handle;

    public Span<byte> Bytes => new(Pointer, Length);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
