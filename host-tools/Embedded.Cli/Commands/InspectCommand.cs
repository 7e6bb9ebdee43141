// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Commands;

/// <summary>Shows what a model is made of and what it costs.</summary>
internal sealed class InspectCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw the arena plan to this PNG file", HelpName = "FILE" };

    private readonly Option<string> _board = new("--board") { Description = "The board that it is compared with: a name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };

    public InspectCommand()
        : base(
            "inspect",
            "Show a model's layers, costs, arena plan and file map, what standard convolutions would cost, and how it fits a board.",
            "embedded inspect model.emb",
            "embedded inspect model.emb --board esp32-s3-eye",
            "embedded inspect model.emb --plot arena.png",
            "embedded inspect model.emb --json")
    {
        Add(_model);
        Add(_plot);
        Add(_board);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        CommandPaths.Check([path], new CommandPaths.Output("--plot", parse.GetValue(_plot), "a PNG picture", ".png"));
        EmbFile file = ModelInput.Load(path).File;
        ModelInspection inspection = ModelInspection.Of(file);
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        ModelFit fit = ModelFit.Of(file, board);
        session.Finish(InspectDocument.Of(inspection, board, fit), console =>
        {
            InspectView.Render(console, path, inspection, board);
            FitView.Render(console, board, fit);
        });
        if (parse.GetValue(_plot) is string plot)
        {
            ArenaPlot.Save(inspection, plot);
            session.Note($"The arena plan is in {plot}.");
        }

        return ExitCode.Ok;
    }
}
