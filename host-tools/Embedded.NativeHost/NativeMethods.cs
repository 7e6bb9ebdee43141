// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embedded.NativeHost;

/// <summary>The functions of emb.h that the host calls.</summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "emb";

    [LibraryImport(Library, EntryPoint = "emb_model_bytes")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint ModelBytes();

    [LibraryImport(Library, EntryPoint = "emb_open")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial NativeStatus Open(void* model, void* file, nuint length, void* arena, nuint arenaBytes);

    [LibraryImport(Library, EntryPoint = "emb_run")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial NativeStatus Run(
        void* model, void* arena, nuint arenaBytes, delegate* unmanaged[Cdecl]<void*, int, sbyte*, int, void> observer, void* context);

    [LibraryImport(Library, EntryPoint = "emb_preprocess")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial NativeStatus SetInput(void* model, void* arena, nuint arenaBytes, NativeFrame* frame);
}
