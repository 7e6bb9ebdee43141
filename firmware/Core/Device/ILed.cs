// SPDX-License-Identifier: MIT
namespace Embedded.Device;

/// <summary>The light that shows a chosen class.</summary>
public interface ILed
{
    /// <summary>Switches the light on or off.</summary>
    void Set(bool isOn);
}
