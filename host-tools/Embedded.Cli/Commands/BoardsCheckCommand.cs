// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Spectre.Console;

namespace Embedded.Cli.Commands;

/// <summary>Checks the description of a board.</summary>
internal sealed class BoardsCheckCommand : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A board.json, or a board's name" };

    public BoardsCheckCommand()
        : base("check", "Check a board.json; the first field that is wrong is named.", "embedded boards check my-board/board.json")
    {
        Add(_file);
    }

    public override int Run(ParseResult parse, Session session)
    {
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_file));
        session.Finish(
            new { board = board.Name, isValid = true },
            console => console.MarkupLineInterpolated($"{board.Name} can be used: {board.Title}, {board.Chip}, {board.ModelSlots.Count} model slots"));
        return ExitCode.Ok;
    }
}
