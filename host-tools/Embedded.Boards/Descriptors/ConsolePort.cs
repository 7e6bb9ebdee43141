// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How a PC is connected to a board's console.</summary>
public enum ConsolePort
{
    /// <summary>The chip's UART on pins, for a USB adapter of one's own.</summary>
    Adapter,

    /// <summary>The chip's UART behind a USB chip on the board.</summary>
    Bridge,

    /// <summary>The USB controller in the chip.</summary>
    Usb,
}
