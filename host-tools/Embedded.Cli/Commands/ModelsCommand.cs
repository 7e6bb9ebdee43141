// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rebuilding;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Lists the models that come with the tools, shows one, or makes one again.</summary>
internal sealed class ModelsCommand : VerbCommand
{
    private readonly Argument<string?> _name = new("NAME") { Description = "Show this model, of models/ or by the path of its folder: its figures, the commands that make it again, what to do with it", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _board = new("--board") { Description = "The board that times and memory are estimated for: a name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };
    private readonly Option<bool> _rebuild = new("--rebuild") { Description = "Run the commands that make the model again; started again, it goes on where it stopped" };
    private readonly Option<string?> _in = new("--in") { Description = "With --rebuild: the folder that the commands' paths lead from (default: the present one)", HelpName = "DIR" };

    public ModelsCommand()
        : base(
            "models",
            "List the models that come with the tools: size, accuracy, arena, expected time on a board; or make one again.",
            "embedded models",
            "embedded models flowers-tuned-96",
            "embedded models --board esp32-s3-eye --json",
            "embedded models flowers-tuned-96 --rebuild",
            "embedded models flowers-tuned-96 --rebuild --in flowers")
    {
        Add(_name);
        Add(_board);
        Add(_rebuild);
        Add(_in);
    }

    public override int Run(ParseResult parse, Session session)
    {
        if (parse.GetValue(_rebuild) || parse.GetValue(_in) != null)
        {
            return Rebuild(parse, session);
        }

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

    private int Rebuild(ParseResult parse, Session session)
    {
        if (!parse.GetValue(_rebuild))
        {
            throw CommandException.Usage($"{_in.Name} says where a model is made again; give {_rebuild.Name} too");
        }

        string name = parse.GetValue(_name) ?? throw CommandException.Usage($"{_rebuild.Name} makes one model again: name it; embedded models lists them");
        string source = ListedModel.FolderOf(name);
        string folder = parse.GetValue(_in) ?? "";
        if (folder.Length > 0 && !Directory.Exists(folder))
        {
            throw CommandException.Input($"there is no folder {folder}; make it and put there what the commands need, {Path.Combine(source, "card.md")} says what");
        }

        string model = Path.GetFileName(source);
        ModelFigures figures = ModelFiguresFile.Load(source);
        RebuildResult result = new RebuildWork(model, source, figures.Commands, folder, session).Run();
        session.Finish(RebuildView.Document(model, folder.Length == 0 ? "." : folder, figures, result), console => RebuildView.Render(console, model, figures, result));
        return ExitCode.Ok;
    }
}
