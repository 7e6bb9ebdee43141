// SPDX-License-Identifier: MIT
using Embedded.Device;
using nanoFramework.Hardware.Esp32;

namespace Embedded.App;

/// <summary>The chip's microsecond counter.</summary>
public sealed class BoardClock : IClock
{
    /// <inheritdoc />
    public int Milliseconds() => (int)(HighResTimer.GetCurrent() / 1000);
}
