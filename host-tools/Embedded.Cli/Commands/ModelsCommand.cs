// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Lists the models that come with the tools, or shows one.</summary>
internal sealed class ModelsCommand : VerbCommand
{
    private readonly Argument<string?> _name = new("NAME") { Description = "Show this model: its figures, the commands that make it again, what to do with it", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _board = new("--board") { Description = "The board that times and memory are estimated for: a name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };

    public ModelsCommand()
        : base(
            "models",
            "List the models that come with the tools: size, accuracy, arena, expected time on a board.",
            "embedded models",
            "embedded models flowers-tuned-96",
            "embedded models --board esp32-s3-eye --json")
    {
        Add(_name);
        Add(_board);
    }

    public override int Run(ParseResult parse, Session session)
    {
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        if (parse.GetValue(_name) is string name)
        {
            ListedModel model = ListedModel.Find(name, board);
            session.Finish(ModelsDocument.Of(board, model), console => ModelsView.Show(console, board, model));
            return ExitCode.Ok;
        }

        IReadOnlyList<ListedModel> models = ListedModel.All(board);
        session.Finish(ModelsDocument.Of(board, models), console => ModelsView.List(console, board, models), $"embedded models {models[0].Model.Name}");
        return ExitCode.Ok;
    }
}
