// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embedded.Training.Native;

/// <summary>What must be in place before TorchSharp loads libtorch.</summary>
internal static class LibTorchStart
{
    private const int TrimThreshold = -1; // M_TRIM_THRESHOLD of malloc.h
    private const int MmapThreshold = -3; // M_MMAP_THRESHOLD

    /// <summary>Runs before any other code of this assembly.</summary>
#pragma warning disable CA2255 // a module initializer in a library: there is no other moment that is surely early enough
    [ModuleInitializer]
    internal static void Prepare()
    {
        OldLibstdcxx.Prepare();
        if (OperatingSystem.IsLinux())
        {
            LetWaitingThreadsSleep();
            KeepFreedMemory();
        }
    }
#pragma warning restore CA2255

    /// <summary>
    /// libtorch's threads (GNU OpenMP) spin for a while when they wait for each other. That starves the threads that prepare
    /// pictures, and slows training to a crawl beside any other busy program. A user's own setting is left alone.
    /// </summary>
    private static void LetWaitingThreadsSleep() =>
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", 0); // .NET's own variables do not reach native libraries

    /// <summary>
    /// Every training step allocates the same large tensors again. glibc would return each to the system and fetch it back, page
    /// by page, which costs almost a tenth of the time.
    /// </summary>
    private static void KeepFreedMemory()
    {
        try
        {
            _ = SetAllocation(MmapThreshold, 32 << 20); // the largest value that glibc takes
            _ = SetAllocation(TrimThreshold, int.MaxValue);
        }
        catch (EntryPointNotFoundException)
        {
            // another C library, with its own ways
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetAllocation(int parameter, int value);
}
