// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Cli.Commands;

/// <summary>Runs the firmware's application on a virtual board whose camera looks at a folder of pictures.</summary>
internal sealed class SimulateCommand : VerbCommand
{
    private readonly Argument<string?> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file; may be left out with --flash", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _frames = new("--frames") { Description = "A folder of pictures for the camera, with or without class folders", HelpName = "FOLDER", Required = true };
    private readonly Option<string> _board = new("--board") { Description = "A board's name, or the path of a board.json", HelpName = "BOARD", DefaultValueFactory = _ => BoardFit.DefaultBoard };
    private readonly Option<int> _repeats = new Option<int>("--repeats")
    {
        Description = "How many frames the camera looks at each picture",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.Between(1, 1000);
    private readonly FlashFileOption _flash = new();
    private readonly EngineOption _engine = new();
    private readonly DeviceOptions _device = new();

    public SimulateCommand()
        : base(
            "simulate",
            "Run the unmodified firmware on a virtual board: its console on standard output, its pins on standard error.",
            "embedded simulate model.emb --frames photos/val/rose --board esp32-cam",
            "embedded simulate model.emb --frames photos/val --repeats 4 --engine native",
            "embedded simulate model.emb --frames photos/val --flash flash.bin",
            "embedded simulate model.emb --frames photos/val --pty",
            "embedded simulate model.emb --frames photos/val --tcp 7000 --fault flips=0.01,resets=200,slow=50ms --seed 7")
    {
        Add(_model);
        Add(_frames);
        Add(_board);
        Add(_repeats);
        Add(_flash.Option);
        Add(_engine.Option);
        _device.AddTo(this);
    }

    public override IReadOnlyList<string> HelpNotes => DeviceOptions.HelpNotes;

    public override int Run(ParseResult parse, Session session)
    {
        string? path = parse.GetValue(_model);
        EmbFile? model = path == null ? null : ModelInput.Load(path).File;
        if (model != null)
        {
            Classifiers.RequirePictures(path!, model.Model);
        }

        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        bool isDevice = _device.IsGiven(parse);
        if (!isDevice)
        {
            _device.RefuseAlone(parse);
        }

        DeviceSettings? device = isDevice ? _device.Read(parse, session) : null;
        Func<byte[], IEngine>? engine = _engine.ForBoard(parse);
        var frames = new FolderFrames(parse.GetRequiredValue(_frames), parse.GetValue(_repeats), isEndless: isDevice);
        (VirtualFlash flash, int? slot) = _flash.Prepare(parse, board, path, model, session);
        int smoothing = model?.Model.Decision.Smoothing ?? 1;
        if (smoothing > parse.GetValue(_repeats) && frames.Files.Count > 1)
        {
            session.Note($"the board averages {smoothing} frames, so single photos blur into each other; --repeats {smoothing} shows each long enough, or set smoothing=1 in the model");
        }

        return device != null
            ? new DeviceWork(board, flash, frames, device, session) { Engine = engine }.Run()
            : RunToTheEnd(board, flash, slot, frames, engine, path ?? parse.GetValue(_flash.Option)!, session);
    }

    /// <param name="board">Which board.</param>
    /// <param name="flash">Its flash.</param>
    /// <param name="slot">The slot that must not be refused, null for none.</param>
    /// <param name="frames">What its camera looks at.</param>
    /// <param name="engine">What stands for the native engine, null for none.</param>
    /// <param name="name">The file that is to blame for an error.</param>
    /// <param name="session">Where the console goes.</param>
    private static int RunToTheEnd(BoardDescriptor board, VirtualFlash flash, int? slot, FolderFrames frames, Func<byte[], IEngine>? engine, string name, Session session)
    {
        var console = new LineRecorder(session.Output);
        var events = new LineRecorder(session.Events);
        VirtualBoardResult result = new VirtualBoard(board, flash, frames, console, events, new VirtualBoardOptions { Engine = engine }).Run(session.Cancellation);
        session.FinishLines(new { board = board.Name, frames = result.FrameCount, lines = console.Lines, events = events.Lines, calls = result.Calls }, []);
        string? refusal = console.Lines.Where(line => slot != null && line.StartsWith($"# slot {slot} ", StringComparison.Ordinal)).Select(ConsoleErrorText.OfSlot).FirstOrDefault();
        if (refusal != null)
        {
            session.Warn($"{name}: {refusal}");
            return ExitCode.BadInput;
        }

        string? error = console.Lines.Any(line => line.StartsWith('>')) ? null : console.Lines.LastOrDefault(line => line.StartsWith('!'));
        if (error != null)
        {
            session.Warn($"{name}: {ConsoleErrorText.Of(error)}");
            return ExitCode.BadInput;
        }

        return ExitCode.Ok;
    }
}
