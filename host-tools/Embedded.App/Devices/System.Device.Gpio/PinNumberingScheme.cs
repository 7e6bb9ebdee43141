// SPDX-License-Identifier: MIT
namespace System.Device.Gpio;

/// <summary>What pin numbers mean.</summary>
public enum PinNumberingScheme
{
    /// <summary>GPIO numbers of the chip.</summary>
    Logical,

    /// <summary>Positions on the board's header.</summary>
    Board,
}
