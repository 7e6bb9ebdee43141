// SPDX-License-Identifier: MIT
using Embedded.Device;

namespace Embedded.FirstLight;

/// <summary>Boards differ in where they have an LED, and some have none: no pin is touched.</summary>
public sealed class NoLed : ILed
{
    /// <inheritdoc />
    public void Set(bool isOn)
    {
    }
}
