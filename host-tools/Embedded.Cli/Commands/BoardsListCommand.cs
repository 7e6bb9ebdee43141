// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Lists the boards that come with the tools.</summary>
internal sealed class BoardsListCommand() : VerbCommand("list", "List the boards that come with the tools.", "embedded boards list", "embedded boards list --json")
{
    public override int Run(ParseResult parse, Session session)
    {
        BoardDescriptor[] boards = [.. BoardCatalog.Names.Select(BoardDescriptor.Load)];
        session.Finish(
            new { boards = boards.Select(board => new { board.Name, board.Title, board.Chip, board.ClockMHz, board.PsramBytes, board.FlashBytes, board.FirmwareTarget, board.ConsolePort }) },
            console => BoardView.List(console, boards),
            $"embedded boards show {boards[0].Name}");
        return ExitCode.Ok;
    }
}
