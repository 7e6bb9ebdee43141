// SPDX-License-Identifier: MIT
using Embedded.Report;
using nanoFramework.Hardware.Esp32;
using GC = nanoFramework.Runtime.Native.GC;

namespace Embedded.App;

/// <summary>The chip's memory.</summary>
public static class BoardMemory
{
    /// <summary>External memory that the chip found, 0 for none.</summary>
    public static uint PsramBytes()
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out uint total, out uint _, out uint _);
        return total;
    }

    /// <summary>Collects garbage and prints what is free.</summary>
    public static void Report(ConsoleReport report)
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint _, out uint internalFree, out uint _);
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out uint _, out uint psramFree, out uint _);
        report.WriteMemory(GC.Run(false), internalFree, psramFree);
    }
}
