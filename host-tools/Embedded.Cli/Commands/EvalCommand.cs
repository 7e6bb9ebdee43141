// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Training.Export;
using Embedded.Training.Runs;

namespace Embedded.Cli.Commands;

/// <summary>Measures a model on labelled pictures.</summary>
internal sealed class EvalCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb or int8 .tflite file; or the folder of a training run, to measure its float network" };
    private readonly Argument<string> _data = new("DATA") { Description = "A folder with one folder of pictures a class" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw the confusion matrix to this PNG file", HelpName = "FILE" };
    private readonly Option<string?> _reliability = new("--reliability") { Description = "Draw what confidences are worth to this PNG file: reliability diagram, histogram, accuracy against coverage", HelpName = "FILE" };
    private readonly Option<bool> _camera = new("--camera") { Description = "Measure as well on the frames that a simulated OV2640 sends of the pictures, one of each" };
    private readonly WithoutOption _without = new("measured");
    private readonly Option<double?> _require = new("--require") { Description = "Fail with exit code 4 below this accuracy in per cent", HelpName = "PERCENT" };
    private readonly Option<string[]> _with = new("--with") { Description = "For a run: these runs decide together with it, by the mean of their scores, as teachers do", HelpName = "RUN", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<bool> _mirror = new("--mirror") { Description = "For a run: judge mirror images too (test-time augmentation)" };
    private readonly EngineOption _engine = new();

    public EvalCommand()
        : base(
            "eval",
            "Measure accuracy, precision, recall, confusion and coverage of a model with the integer engine that runs on the board.",
            "embedded eval model.emb photos/val",
            "embedded eval model.emb photos/val --plot confusion.png",
            "embedded eval model.emb photos/val --reliability reliability.png",
            "embedded eval model.emb photos/val --require 70 --json",
            "embedded eval model.emb photos/val --engine native",
            "embedded eval model.emb photos/val --camera",
            "embedded eval model.emb photos/val --without wrong.txt",
            "embedded eval run photos/val",
            "embedded eval big-v1 photos/val --with big-v2 --mirror")
    {
        Add(_model);
        Add(_data);
        Add(_plot);
        Add(_reliability);
        Add(_camera);
        Add(_without.Option);
        Add(_require);
        Add(_with);
        Add(_mirror);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        string data = parse.GetRequiredValue(_data);
        CommandPaths.Check(
            [path, data, parse.GetValue(_without.Option)],
            new CommandPaths.Output("--plot", parse.GetValue(_plot), "a PNG picture", ".png"),
            new CommandPaths.Output("--reliability", parse.GetValue(_reliability), "a PNG picture", ".png"));
        Dataset all = Dataset.Open(data);
        Dataset dataset = _without.Load(parse) is PictureList list ? all.Without(list) : all;
        PictureEvaluation evaluation = Directory.Exists(path)
            ? TrainingFailures.Translate(() => PictureEvaluation.Run(Networks(path, parse), parse.GetValue(_mirror), dataset, parse.GetValue(_camera), session))
            : Measure(path, dataset, parse, session);
        evaluation = evaluation with { WithoutList = parse.GetValue(_without.Option), LeftOut = all.Samples.Count - dataset.Samples.Count };
        if (parse.GetValue(_plot) is string plot)
        {
            ConfusionPlot.Save(evaluation.Result.Confusion, plot);
        }

        if (parse.GetValue(_reliability) is string reliability)
        {
            ReliabilityPlot.Save(evaluation.Result.Outcomes, evaluation.Threshold, reliability);
        }

        session.Finish(EvalView.Document(evaluation), console => EvalView.Render(console, evaluation));
        double percent = 100 * evaluation.Result.Confusion.Accuracy;
        if (parse.GetValue(_require) is double required && percent < required)
        {
            session.Warn(FormattableString.Invariant($"the accuracy of {percent:0.00} % is below the required {required} %"));
            return ExitCode.CheckFailed;
        }

        return ExitCode.Ok;
    }

    private (string Path, FloatGraph Graph)[] Networks(string path, ParseResult parse) =>
        [.. parse.GetValue(_with)!.Prepend(path).Select(run => (run, GraphExport.BestOf(RunFolder.Open(run))))];

    private PictureEvaluation Measure(string path, Dataset dataset, ParseResult parse, Session session)
    {
        if (parse.GetValue(_with)!.Length > 0 || parse.GetValue(_mirror))
        {
            throw CommandException.Usage($"{_with.Name} and {_mirror.Name} are for float networks, a board has one and judges a frame once: give the folder of a training run");
        }

        EmbFile file = ModelInput.Load(path).File;
        Classifiers.RequirePictures(path, file.Model);
        if (parse.GetValue(_reliability) != null && !ProbabilityOutput.IsOf(file.Model))
        {
            throw CommandException.Input($"{path}: the network puts out scores, not probabilities, so there is no confidence to draw; leave --reliability out");
        }

        return PictureEvaluation.Run(_engine.TitleOf(parse), path, file.Model, _engine.For(file, parse), dataset, parse.GetValue(_camera), session);
    }
}
