// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis.Decisions;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Chooses how a model's predictions become decisions, from labelled pictures, and writes it into the model file.</summary>
internal sealed class DecideCommand : VerbCommand
{
    private const string HandHeld = "handheld";
    private const string Fixed = "fixed";

    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file; it is changed in place unless --out is given" };
    private readonly Argument<string> _data = new("DATA") { Description = "A folder with one folder of pictures a class; pictures that the network was not trained on" };
    private readonly Option<double> _falseAlarms = new("--false-alarms") { Description = "Largest share of frames with a wrong answer, in per cent", HelpName = "PERCENT", DefaultValueFactory = _ => 5 };
    private readonly Option<string?> _unknown = new("--unknown") { Description = "A folder of pictures of none of the classes; every answer for one of them is a false alarm", HelpName = "DIR" };
    private readonly Option<int?> _validationPercent = new Option<int?>("--val-percent") { Description = "Take only the part of DATA that `embedded train --val-percent N` held out", HelpName = "N" }.Between(1, 99);
    private readonly Option<string> _camera = new("--camera") { Description = "The simulated camera for smoothing: in a hand, or standing still", HelpName = $"{HandHeld}|{Fixed}", DefaultValueFactory = _ => HandHeld };
    private readonly Option<string?> _out = new("--out") { Description = "Write the changed model to this file and leave MODEL as it is", HelpName = "MODEL2" };
    private readonly EngineOption _engine = new();

    public DecideCommand()
        : base(
            "decide",
            "Choose a model's temperature, threshold for \"unknown\" and smoothing from labelled pictures, for a stated rate of false alarms.",
            "embedded decide model.emb photos/val",
            "embedded decide model.emb photos/val --false-alarms 2 --out careful.emb",
            "embedded decide model.emb photos/val --unknown photos-of-nothing",
            "embedded decide model.emb photos --val-percent 20")
    {
        _camera.AcceptOnlyFromAmong(HandHeld, Fixed);
        _falseAlarms.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && !(percent > 0 && percent < 100))
            {
                result.AddError($"--false-alarms is {text}; it must be above 0 and below 100 per cent");
            }
        });
        Add(_model);
        Add(_data);
        Add(_falseAlarms);
        Add(_unknown);
        Add(_validationPercent);
        Add(_camera);
        Add(_out);
        Add(_engine.Option);
    }

    public override IReadOnlyList<string> HelpNotes =>
    [
        "What is chosen:",
        "  temperature  what the scores are divided by, so that \"80 %\" is right in 80 of 100 cases",
        "  threshold    the smallest per cent that keeps the rate of false alarms on the pictures",
        "  smoothing    frames to average, while that still takes false alarms away in simulated frames",
        "  A false alarm is a frame for which the board names a class that is wrong. Its rate is counted",
        "  over all frames; pictures of --unknown are frames, and every answer for them is a false alarm.",
        "  If no threshold keeps the rate, nothing is written and the exit code is 4.",
        "",
    ];

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        string data = parse.GetRequiredValue(_data);
        string target = parse.GetValue(_out) ?? path;
        CommandPaths.Check([path, data, parse.GetValue(_unknown)], new CommandPaths.Output("--out", parse.GetValue(_out), "an .emb model", ".emb"));
        EmbFile file = Open(path);
        var options = new DecisionOptions
        {
            FalseAlarmRate = parse.GetValue(_falseAlarms) / 100,
            Motion = parse.GetRequiredValue(_camera) == HandHeld ? CameraMotion.HandHeld : CameraMotion.Fixed,
            Seed = (ulong)session.Seed,
            Threads = session.Threads,
        };
        DecisionData pictures = DecisionData.Load(path, file.Model, data, parse.GetValue(_validationPercent), parse.GetValue(_unknown), session);
        DecisionChoice choice = session.Track("choosing", meter => DecisionChooser.Choose(file, one => _engine.For(one, parse)(), pictures.Pictures, options, meter, session.Cancellation));
        if (choice.IsRateMet)
        {
            choice.File.Save(OutputFile.Prepare(target));
        }

        var result = new DecideResult(choice.IsRateMet ? target : null, options, pictures, choice);
        session.Finish(DecideView.Document(result), console => DecideView.Render(console, result), choice.IsRateMet ? CommandText.Of("eval", target, parse.GetValue(_validationPercent) is null ? data : "DATA") : null);
        foreach (string warning in DecideView.Warnings(result))
        {
            session.Warn($"{path}: {warning}");
        }

        return choice.IsRateMet ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static EmbFile Open(string path)
    {
        if (ModelInput.IsTfLite(path))
        {
            throw CommandException.Input($"{path}: a .tflite file has no settings; make an .emb model of it with `{CommandText.Of("import", Path.GetFileName(path), "--out", "MODEL")}`");
        }

        EmbFile file = EmbFile.Load(path);
        Classifiers.RequirePictures(path, file.Model);
        if (TemperatureScaling.SoftmaxOf(EmbGraph.Of(file)) == null)
        {
            throw CommandException.Input($"{path}: {BoardFit.NoProbabilities}");
        }

        return file.Model.Labels.Length > 0
            ? file
            : throw CommandException.Input($"{path} has no labels, so nothing tells which output is which class; import it with --labels");
    }
}
