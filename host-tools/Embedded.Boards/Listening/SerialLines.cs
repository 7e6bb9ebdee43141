// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The control lines of a serial device. Both off, as many adapters hold the chip in reset with them.</summary>
/// <param name="Dtr">Data terminal ready is on.</param>
/// <param name="Rts">Request to send is on.</param>
public readonly record struct SerialLines(bool Dtr, bool Rts);
