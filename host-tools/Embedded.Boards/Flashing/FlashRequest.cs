// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What is to be written to a board; at least one part.</summary>
/// <param name="Board">Its target and its addresses.</param>
/// <param name="Port">The serial port as the flash tool names it.</param>
public sealed record FlashRequest(BoardDescriptor Board, string Port)
{
    /// <summary>Write nanoFramework's own firmware for the board.</summary>
    public bool IsStock { get; init; }

    /// <summary>A nanoCLR.bin of one's own, null for none; boot loader and partition table come with nanoFramework's firmware.</summary>
    public string? ClrFile { get; init; }

    /// <summary>The file of an application image, null for none.</summary>
    public string? ApplicationPath { get; init; }

    /// <summary>Length of the application image.</summary>
    public int ApplicationBytes { get; init; }

    /// <summary>Bits a second while writing, null for nanoff's own.</summary>
    public int? Baud { get; init; }

    /// <summary>The model, null for none.</summary>
    public SlotPart? Model { get; init; }

    /// <summary>True if the firmware is written.</summary>
    public bool HasFirmware => IsStock || ClrFile != null;
}
