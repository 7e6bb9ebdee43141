// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using Embedded.Boards;
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Inputs;

/// <summary>The board for an application, the room that it has there, and how it gets there.</summary>
internal sealed class ApplicationRoom
{
    private readonly Option<string> _board = new("--board") { Description = "The board that it is for: a name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };
    private readonly Option<bool> _noSlots = new("--no-slots") { Description = "Let the application reach into the board's model slots, for one that has its model in itself" };

    /// <summary>Gives the command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_board);
        command.Add(_noSlots);
    }

    /// <summary>The board, and bytes for the application image.</summary>
    public (BoardDescriptor Board, int Bytes) Of(ParseResult parse)
    {
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        return (board, parse.GetValue(_noSlots) ? board.DeployPartition.Bytes : board.ApplicationBytes);
    }

    /// <summary>
    /// Flashes an image through the chip's boot loader, which writes nothing else. nanoff's own default address is another one, and through
    /// a running nanoCLR it would erase the whole partition.
    /// </summary>
    public static string FlashCommand(string path, BoardDescriptor board) =>
        $"nanoff --target {board.FirmwareTarget} --serialport PORT --deploy --image {CommandText.Quote(path)} --address 0x{board.DeployPartition.Offset.ToString("X", CultureInfo.InvariantCulture)}";
}
