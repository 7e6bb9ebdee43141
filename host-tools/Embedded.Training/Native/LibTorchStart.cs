// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embedded.Training.Native;

/// <summary>What must be in place before TorchSharp loads libtorch.</summary>
internal static class LibTorchStart
{
    /// <summary>Runs before any other code of this assembly.</summary>
#pragma warning disable CA2255 // a module initializer in a library: there is no other moment that is surely early enough
    [ModuleInitializer]
    internal static void Prepare()
    {
        OldLibstdcxx.Prepare();
        LetWaitingThreadsSleep();
    }
#pragma warning restore CA2255

    /// <summary>
    /// libtorch's threads (GNU OpenMP) spin for a while when they wait for each other. That starves the threads that prepare
    /// pictures, and slows training to a crawl beside any other busy program. A user's own setting is left alone.
    /// </summary>
    private static void LetWaitingThreadsSleep()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetEnvironment("OMP_WAIT_POLICY", "passive", 0); // .NET's own variables do not reach native libraries
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);
}
