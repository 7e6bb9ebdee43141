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

    /// <summary>What the board's description says; a virtual board counts all of its memory as free.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        (uint inside, uint psram) = Embedded.Devices.Hardware.Call("NativeMemory.GetMemoryInfo").MemoryBytes;
        totalSize = memType == MemoryType.Internal ? inside : memType == MemoryType.SpiRam ? psram : inside + psram;
        totalFreeSize = totalSize;
        largestFreeBlock = memType == MemoryType.All && psram < inside ? inside : memType == MemoryType.All ? psram : totalSize;
    }
}
