// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An LED of a board.</summary>
/// <param name="Name">"status" or "flash".</param>
/// <param name="Pin">GPIO number.</param>
/// <param name="IsActiveLow">True if it lights when the pin is low.</param>
public sealed record LedDescriptor(string Name, int Pin, bool IsActiveLow);
