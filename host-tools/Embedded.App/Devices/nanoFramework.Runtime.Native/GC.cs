// SPDX-License-Identifier: MIT
namespace nanoFramework.Runtime.Native;

/// <summary>The heap of the application.</summary>
public static class GC
{
    /// <summary>Free bytes: on a virtual board always what the firmware leaves to an application that has taken nothing.</summary>
    public static uint Run(bool compactHeap) => Embedded.Devices.Hardware.Call("GC.Run").ManagedBytes;
}
