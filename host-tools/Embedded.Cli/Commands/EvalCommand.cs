// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
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
    private readonly Option<double?> _require = new("--require") { Description = "Fail with exit code 4 below this accuracy in per cent", HelpName = "PERCENT" };
    private readonly EngineOption _engine = new();

    public EvalCommand()
        : base(
            "eval",
            "Measure accuracy, precision, recall and confusion of a model with the integer engine that runs on the board.",
            "embedded eval model.emb photos/val",
            "embedded eval model.emb photos/val --plot confusion.png",
            "embedded eval model.emb photos/val --require 70 --json",
            "embedded eval model.emb photos/val --engine native",
            "embedded eval run photos/val")
    {
        Add(_model);
        Add(_data);
        Add(_plot);
        Add(_require);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        string data = parse.GetRequiredValue(_data);
        CommandPaths.Check([path, data], new CommandPaths.Output("--plot", parse.GetValue(_plot), "a PNG picture", ".png"));
        PictureEvaluation evaluation = Directory.Exists(path)
            ? TrainingFailures.Translate(() => PictureEvaluation.Run(path, GraphExport.BestOf(RunFolder.Open(path)), Dataset.Open(data), session))
            : Measure(path, data, parse, session);
        if (parse.GetValue(_plot) is string plot)
        {
            ConfusionPlot.Save(evaluation.Result.Confusion, plot);
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

    private PictureEvaluation Measure(string path, string data, ParseResult parse, Session session)
    {
        EmbFile file = ModelInput.Load(path).File;
        Classifiers.RequirePictures(path, file.Model);
        return PictureEvaluation.Run(_engine.TitleOf(parse), path, file.Model, _engine.For(file, parse), Dataset.Open(data), session);
    }
}
