// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The ESP32's microsecond counter.</summary>
public class HighResTimer
{
    /// <summary>Microseconds since the boot.</summary>
    public static ulong GetCurrent() => Embedded.Devices.Hardware.Call("HighResTimer.GetCurrent").Microseconds;
}
