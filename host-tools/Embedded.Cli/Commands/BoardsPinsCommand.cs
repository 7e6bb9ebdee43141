// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Writes the application's one source file that knows a board's pins.</summary>
internal sealed class BoardsPinsCommand : VerbCommand
{
    private readonly Argument<string> _board = new("BOARD") { Description = "A board's name, or the path of a board.json" };
    private readonly Option<string?> _out = new("--out") { Description = "The C# file to write; standard output without it", HelpName = "FILE" };

    public BoardsPinsCommand()
        : base(
            "pins",
            "Write BoardPins.cs of the firmware's application for a board, for builds with Visual Studio or VS Code; build-app does that itself.",
            "embedded boards pins esp-eye --out firmware/App/BoardPins.cs")
    {
        Add(_board);
        Add(_out);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string? path = parse.GetValue(_out);
        CommandPaths.Check([], new CommandPaths.Output("--out", path, "C# source", ".cs"));
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        string text = BoardPinsSource.Of(board);
        if (path != null)
        {
            AtomicFile.Write(OutputFile.Prepare(path), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        session.FinishLines(new { board = board.Name, file = path, source = text }, path == null ? text.TrimEnd().Split('\n') : [$"{path}  the pins of {board.Name}"]);
        return ExitCode.Ok;
    }
}
