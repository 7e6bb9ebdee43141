// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Boards;
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Inputs;

/// <summary>Where a board keeps its application.</summary>
internal static class ApplicationRoom
{
    /// <summary>Bytes for the application image.</summary>
    public static int Of(BoardDescriptor board) => board.DeployPartition.Bytes;

    /// <summary>
    /// Flashes an image through the chip's boot loader, which writes nothing else. nanoff's own default address is another one, and through
    /// a running nanoCLR it would erase the whole partition.
    /// </summary>
    public static string FlashCommand(string path, BoardDescriptor board) =>
        $"nanoff --target {board.FirmwareTarget} --serialport PORT --deploy --image {CommandText.Quote(path)} --address 0x{board.DeployPartition.Offset.ToString("X", CultureInfo.InvariantCulture)}";
}
