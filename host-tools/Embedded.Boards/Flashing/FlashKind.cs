// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What a command writes.</summary>
public enum FlashKind
{
    /// <summary>Boot loader, partition table and nanoCLR.</summary>
    Firmware,

    /// <summary>The application image.</summary>
    Application,

    /// <summary>A model slot.</summary>
    Model,
}
