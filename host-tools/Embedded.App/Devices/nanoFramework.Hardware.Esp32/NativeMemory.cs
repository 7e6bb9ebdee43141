// SPDX-License-Identifier: MIT
namespace nanoFramework.Hardware.Esp32;

/// <summary>How much memory the chip found.</summary>
public class NativeMemory
{
    /// <summary>Native memory type.</summary>
    public enum MemoryType
    {
        /// <summary>Internal and external memory.</summary>
        All,

        /// <summary>Memory in the chip.</summary>
        Internal,

        /// <summary>External memory.</summary>
        SpiRam,
    }

    /// <summary>What the board's description says; what is not the application's heap counts as free.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        Embedded.Devices.IHardware hardware = Embedded.Devices.Hardware.Call("NativeMemory.GetMemoryInfo");
        (uint inside, uint psram) = hardware.MemoryBytes;
        totalSize = memType == MemoryType.Internal ? inside : memType == MemoryType.SpiRam ? psram : inside + psram;
        bool isHeapThere = memType == MemoryType.All || (memType == MemoryType.SpiRam) == (psram > 0);
        totalFreeSize = totalSize - (isHeapThere ? hardware.ManagedBytes : 0);
        largestFreeBlock = totalFreeSize;
    }
}
