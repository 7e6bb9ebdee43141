// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Computes again what a board computed and says where the first difference is.</summary>
internal sealed class VerifyCommand : VerbCommand
{
    private const int DefaultFrames = 10;

    private readonly PortOption _port = new();
    private readonly Option<string> _model = new("--model") { Description = "The .emb file that the board runs", HelpName = "MODEL", Required = true };
    private readonly Option<int?> _frames = new Option<int?>("--frames") { Description = $"Frames to check: {DefaultFrames} of a board, all of a recording", HelpName = "N" }.Between(1, 1_000_000);
    private readonly Option<string> _save = new("--save") { Description = "Save the frames that differ as pictures", HelpName = "DIR" };
    private readonly EngineOption _engine = new();

    public VerifyCommand()
        : base(
            "verify",
            $"Check that a board computes what this computer does, from the frames that it prints. Exit code {ExitCode.Ok}: equal, {ExitCode.CheckFailed}: something differs, {ExitCode.BadInput}: another model, or a recording of no use, {ExitCode.DeviceUnavailable}: a board that cannot be checked.",
            "embedded verify --port /dev/ttyUSB0 --model model.emb",
            "embedded verify --port tcp://localhost:7000 --model model.emb --frames 50",
            "embedded verify --port console.log --model model.emb --save differing")
    {
        foreach (Option option in new Option[] { _model, _frames, _save, _engine.Option }.Concat(_port.All))
        {
            Add(option);
        }
    }

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        EmbFile file = ModelInput.Load(path).File;
        Classifiers.RequirePictures(path, file.Model);
        if (!ProbabilityOutput.IsOf(file.Model))
        {
            throw CommandException.Input($"{path}: {BoardFit.NoProbabilities}");
        }

        IBoardPort port = _port.Of(parse);
        int? frames = parse.GetValue(_frames) ?? (port.IsLive ? DefaultFrames : null);
        string? folder = parse.GetValue(_save);
        var saved = new List<string>();
        VerifyOutcome outcome = session.Track("verifying", meter => new BoardVerification(port, file, path, model => _engine.For(model, parse)())
        {
            Frames = frames,
            Silence = _port.Silence(parse),
            OnPresence = PortOption.Presence(port, session),
            OnFrame = report => meter.Report(frames == null ? 0 : (double)report.Checked / frames.Value, $"{report.Checked} checked, {report.PassedOver} damaged, {report.DifferentOutputs} of {report.Outputs} logits differ"),
            OnDifference = (frame, _) => Save(folder, frame, saved),
        }.RunAsync(session.Cancellation).GetAwaiter().GetResult());
        if (outcome.Verdict == VerifyVerdict.CannotTell)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            throw PortOption.Failure(port, outcome.Reason);
        }

        if (outcome.Verdict == VerifyVerdict.OtherModel)
        {
            throw CommandException.Input(outcome.Reason);
        }

        foreach (string note in outcome.Notes)
        {
            session.Note(note);
        }

        session.Finish(VerifyView.Document(path, outcome, saved), console => VerifyView.Render(console, outcome, saved));
        if (outcome.Verdict == VerifyVerdict.Differs && outcome.BoardCrc == null
            && outcome.Report.Differences.All(difference => difference.Stage == VerifyStage.Preprocessing || difference is { Stage: VerifyStage.Operator, Operator: 0 }))
        {
            session.Warn($"every frame differs from the first step on, and the board's boot was not heard: most likely the board does not run {path}; press reset while this command listens to know");
        }

        return outcome.Verdict == VerifyVerdict.Equal ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Save(string? folder, CollectedFrame frame, List<string> saved)
    {
        if (folder == null || frame.Frame == null)
        {
            return;
        }

        OutputFile.PrepareFolder(folder);
        string path;
        int copy = 0;
        do
        {
            path = Path.Combine(folder, FormattableString.Invariant($"frame-{frame.Number:000000}{(copy == 0 ? "" : $"-{copy}")}.png"));
            copy++;
        }
        while (File.Exists(path));

        try
        {
            FramePng.Save(frame.Frame, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Work($"{path} cannot be written ({exception.Message.TrimEnd('.')}); make room or name another folder", exception);
        }

        saved.Add(path);
    }
}
