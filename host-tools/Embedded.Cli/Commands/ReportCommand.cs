// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Reporting;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Tells everything about a training run and its model on one page.</summary>
internal sealed class ReportCommand : VerbCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The folder of a training run" };
    private readonly Option<string> _out = new("--out") { Description = "The page to write: one HTML file with everything in it", HelpName = "FILE", Required = true };
    private readonly Option<string?> _model = new("--model") { Description = "The int8 model of the run; otherwise its model.emb, if it has one", HelpName = "MODEL" };
    private readonly Option<string?> _data = new("--data") { Description = "Labelled pictures to measure float network and model on", HelpName = "DATA" };
    private readonly Option<string?> _frames = new("--frames") { Description = "Labelled frames of a board's camera to measure the model on", HelpName = "DATA" };
    private readonly Option<string?> _calibration = new("--calibration") { Description = "Pictures like those of the training, to compare the layers of network and model; of a divided or split folder the training part is used", HelpName = "DATA" };
    private readonly Option<string> _board = new("--board") { Description = "The board that the model is compared with: a name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };
    private readonly EngineOption _engine = new();

    public ReportCommand()
        : base(
            "report",
            "Write one HTML page about a training run and its model: accuracy, curves, mistakes, layers, memory.",
            "embedded report run --out report.html",
            "embedded report run --model model.emb --data photos/val --calibration photos --out report.html",
            "embedded report run --model model.emb --data photos/val --frames captured --board esp32-s3-eye --out report.html")
    {
        Add(_run);
        Add(_out);
        Add(_model);
        Add(_data);
        Add(_frames);
        Add(_calibration);
        Add(_board);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        string path = parse.GetRequiredValue(_out);
        var inputs = new ReportInputs(
            parse.GetRequiredValue(_run),
            parse.GetValue(_model),
            parse.GetValue(_data),
            parse.GetValue(_frames),
            parse.GetValue(_calibration),
            BoardOption.Find(parse.GetRequiredValue(_board)),
            file => _engine.For(file, parse));
        CommandPaths.Check([inputs.Run, inputs.Model, inputs.Data, inputs.Frames, inputs.Calibration], new CommandPaths.Output("--out", path, "an HTML page", ".html", ".htm"));
        if (inputs.Model is string model && !model.EndsWith(".emb", StringComparison.OrdinalIgnoreCase))
        {
            throw CommandException.Usage($"{model} is no .emb model; name what `embedded quantize` wrote with --model");
        }

        ReportFacts facts = ReportWork.Gather(inputs, session);
        byte[] page = session.Track("writing the page", _ => Encoding.UTF8.GetBytes(ReportPage.Of(facts)));
        AtomicFile.Write(OutputFile.Prepare(path), page);
        session.Finish(ReportView.Document(path, page.Length, facts), console => ReportView.Render(console, path, page.Length, facts, session.IsQuiet));
        return ExitCode.Ok;
    });
}
