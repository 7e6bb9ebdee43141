// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Shows a board: pins, memory, flash layout, which models fit.</summary>
internal sealed class BoardsShowCommand : VerbCommand
{
    private readonly Argument<string> _board = new("BOARD") { Description = "A board's name, or the path of a board.json" };

    public BoardsShowCommand()
        : base("show", "Show a board's pins, memory and flash layout, and which of the repository's models fit.", "embedded boards show esp32-cam", "embedded boards show my-board/board.json --json")
    {
        Add(_board);
    }

    public override int Run(ParseResult parse, Session session)
    {
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        IReadOnlyList<KnownModel> models = KnownModel.All(board);
        session.Finish(BoardView.Document(board, models), console => BoardView.Show(console, board, models));
        return ExitCode.Ok;
    }
}
