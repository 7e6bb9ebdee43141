// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Commands;

/// <summary>Runs the firmware's application on a virtual board whose camera looks at a folder of pictures.</summary>
internal sealed class SimulateCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Option<string> _frames = new("--frames") { Description = "A folder of pictures for the camera, with or without class folders", HelpName = "FOLDER", Required = true };
    private readonly Option<string> _board = new("--board") { Description = "A board's name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };
    private readonly Option<int> _repeats = new Option<int>("--repeats")
    {
        Description = "How many frames the camera looks at each picture",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.Between(1, 1000);
    private readonly EngineOption _engine = new();
    private readonly DeviceOptions _device = new();

    public SimulateCommand()
        : base(
            "simulate",
            "Run the unmodified firmware on a virtual board: its console on standard output, its pins on standard error.",
            "embedded simulate model.emb --frames photos/val/rose --board esp32-cam",
            "embedded simulate model.emb --frames photos/val --repeats 4 --engine native",
            "embedded simulate model.emb --frames photos/val --pty",
            "embedded simulate model.emb --frames photos/val --tcp 7000 --fault flips=0.01,resets=200,slow=50ms --seed 7")
    {
        Add(_model);
        Add(_frames);
        Add(_board);
        Add(_repeats);
        Add(_engine.Option);
        _device.AddTo(this);
    }

    public override IReadOnlyList<string> HelpNotes => DeviceOptions.HelpNotes;

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        EmbFile model = ModelInput.Load(path).File;
        Classifiers.RequirePictures(path, model.Model);
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        if (_device.IsGiven(parse))
        {
            var endless = new FolderFrames(parse.GetRequiredValue(_frames), parse.GetValue(_repeats), isEndless: true);
            return new DeviceWork(board, model.Bytes, endless, _device.Read(parse, session), session) { Engine = _engine.ForBoard(parse) }.Run();
        }

        _device.RefuseAlone(parse);
        var frames = new FolderFrames(parse.GetRequiredValue(_frames), parse.GetValue(_repeats));
        var console = new LineRecorder(session.Output);
        var events = new LineRecorder(session.Events);
        var options = new VirtualBoardOptions { Engine = _engine.ForBoard(parse) };
        var virtualBoard = new VirtualBoard(board, model.Bytes, frames, console, events, options);
        int smoothing = model.Model.Decision.Smoothing;
        if (smoothing > parse.GetValue(_repeats) && frames.Files.Count > 1)
        {
            session.Note($"the board averages {smoothing} frames, so single photos blur into each other; --repeats {smoothing} shows each long enough, or set smoothing=1 in the model");
        }

        VirtualBoardResult result = virtualBoard.Run(session.Cancellation);
        session.FinishLines(new { board = board.Name, frames = result.FrameCount, lines = console.Lines, events = events.Lines, calls = result.Calls }, []);
        string? refusal = console.Lines.Where(line => line.StartsWith("# slot 0 ", StringComparison.Ordinal)).Select(ConsoleErrorText.OfSlot).FirstOrDefault();
        if (refusal != null)
        {
            session.Warn($"{path}: {refusal}");
            return ExitCode.BadInput;
        }

        string? error = console.Lines.Any(line => line.StartsWith('>')) ? null : console.Lines.LastOrDefault(line => line.StartsWith('!'));
        if (error != null)
        {
            session.Warn($"{path}: {ConsoleErrorText.Of(error)}");
            return ExitCode.BadInput;
        }

        return ExitCode.Ok;
    }
}
