// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.NativeHost;

/// <summary>emb_frame: one picture.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFrame
{
    public byte* Pixels;
    public nuint Length;
    public int Width;
    public int Height;
    public int Format;
}
