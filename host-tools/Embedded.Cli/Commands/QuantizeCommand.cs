// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Training.Runs;

namespace Embedded.Cli.Commands;

/// <summary>Turns a training run, or a network in floats from elsewhere, into a model file.</summary>
internal sealed class QuantizeCommand : VerbCommand
{
    private const string PerChannel = "per-channel";
    private const string PerTensor = "per-tensor";

    private readonly Argument<string> _run = new("RUN") { Description = "The folder of a training run; or a float or uint8 .tflite file" };
    private readonly Option<string?> _calibration = new("--calibration") { Description = "Pictures like those the board will see; of a divided or split folder the training part is used. A quantization-aware run needs none, they are for the layer report then", HelpName = "DATA" };
    private readonly Option<string> _out = new("--out") { Description = "The model file to write", HelpName = "MODEL", Required = true };
    private readonly Option<int> _pictures = new Option<int>("--pictures") { Description = "At most this many calibration pictures", HelpName = "N", DefaultValueFactory = _ => QuantizationSettings.DefaultPictures }.Between(1);
    private readonly Option<string?> _labels = new("--labels") { Description = "With a .tflite file: a text file with one class a line", HelpName = "FILE" };
    private readonly Option<bool> _noSoftmax = new("--no-softmax") { Description = "With a .tflite file: leave a network that ends in scores as it is; otherwise a softmax is put behind them, as a board needs probabilities" };
    private readonly Option<string?> _report = new("--report") { Description = "Write the layer report to this JSON file", HelpName = "FILE" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw the layer report to this PNG file", HelpName = "FILE" };
    private readonly Option<string> _observer = new("--observer")
    {
        Description = "Who may choose the range of an activation; auto lets all, and takes the best for each tensor",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string> _method = new("--method")
    {
        Description = "auto tries all methods and keeps those that help on the integer engine; min-max is plain rounding; the others add one method to it",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string> _weights = new("--weights")
    {
        Description = "A weight scale for every output channel, or one for a whole layer",
        DefaultValueFactory = _ => PerChannel,
    };

    public QuantizeCommand()
        : base(
            "quantize",
            "Convert a trained network to int8, plan its memory and write an .emb model.",
            "embedded quantize run --calibration photos --out model.emb",
            "embedded quantize exact --out model.emb",
            "embedded quantize run --calibration photos --out model.emb --report layers.json --plot layers.png",
            "embedded quantize mobilenet_float.tflite --labels labels.txt --calibration photos --out model.emb")
    {
        _observer.AcceptOnlyFromAmong(["auto", .. Quantizer.Observers.Select(observer => observer.Name)]);
        _method.AcceptOnlyFromAmong(["auto", .. MethodSearch.Steps.Select(step => step.Name)]);
        _weights.AcceptOnlyFromAmong(PerChannel, PerTensor);
        Add(_run);
        Add(_calibration);
        Add(_out);
        Add(_method);
        Add(_observer);
        Add(_weights);
        Add(_pictures);
        Add(_report);
        Add(_plot);
        Add(_labels);
        Add(_noSoftmax);
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        string path = parse.GetRequiredValue(_out);
        string source = parse.GetRequiredValue(_run);
        CommandPaths.Check(
            [source, parse.GetValue(_labels), parse.GetValue(_calibration)],
            new CommandPaths.Output("--out", path, "an .emb model", ".emb"),
            new CommandPaths.Output("--report", parse.GetValue(_report), "a JSON document", ".json"),
            new CommandPaths.Output("--plot", parse.GetValue(_plot), "a PNG picture", ".png"));
        QuantizedRun result = ModelInput.IsTfLite(source) ? FromFile(parse, source, path, session) : FromRun(parse, source, path, session);
        object layers = QuantizeView.Document(path, result);
        object document = result.Methods is null ? layers : JsonDocuments.With(layers, "methods", MethodView.Document(result.Methods));
        if (parse.GetValue(_report) is string report)
        {
            AtomicFile.Write(OutputFile.Prepare(report), System.Text.Encoding.UTF8.GetBytes(JsonDocuments.Result(layers) + "\n"));
        }

        if (parse.GetValue(_plot) is string plot)
        {
            LayerPlot.Save(result.Report!, plot);
        }

        session.Finish(
            document,
            console =>
            {
                if (result.Methods is not null)
                {
                    MethodView.Render(console, result.Methods, session.IsQuiet);
                }

                QuantizeView.Render(console, path, result, session.IsQuiet);
            },
            CommandText.Of("eval", path, "DATA"));
        return ExitCode.Ok;
    });

    private QuantizationSettings Settings(ParseResult parse) => new(
        parse.GetRequiredValue(_method), parse.GetRequiredValue(_observer), parse.GetRequiredValue(_weights) == PerTensor, parse.GetValue(_pictures));

    private QuantizedRun FromRun(ParseResult parse, string source, string path, Session session)
    {
        if (parse.GetValue(_labels) is not null || parse.GetValue(_noSoftmax))
        {
            throw CommandException.Usage($"{(parse.GetValue(_noSoftmax) ? _noSoftmax.Name : _labels.Name)} is for .tflite files; a training run knows its classes and ends in a softmax");
        }

        RunFolder run = RunFolder.Open(source);
        if (run.Recipe.Quantization is not null)
        {
            return FromLearned(parse, run, path, session);
        }

        Dataset calibration = CalibrationPictures.Open(Calibration(parse, source), RecipeOptions.ValidationPercent(run.Recipe));
        return QuantizationWork.Run(run, calibration, Settings(parse), path, session);
    }

    private QuantizedRun FromLearned(ParseResult parse, RunFolder run, string path, Session session)
    {
        Option? given = new Option[] { _method, _observer, _weights }.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false });
        if (given is not null)
        {
            throw CommandException.Usage($"{run.FullPath} learned its quantization in training, {given.Name} would undo that; leave it out, or name the float run {run.Recipe.Quantization!.Source.Path}");
        }

        string? pictures = parse.GetValue(_calibration);
        string? lonely = pictures is not null ? null : parse.GetValue(_report) is not null ? _report.Name : parse.GetValue(_plot) is not null ? _plot.Name : null;
        return lonely is null
            ? LearnedQuantization.Run(run, pictures is null ? null : CalibrationPictures.Open(pictures, RecipeOptions.ValidationPercent(run.Recipe)), parse.GetValue(_pictures), path, session)
            : throw CommandException.Usage($"{lonely} measures the layers on pictures: give --calibration DATA");
    }

    /// <summary>The folder that calibrates.</summary>
    private string Calibration(ParseResult parse, string source) => parse.GetValue(_calibration)
        ?? throw CommandException.Usage($"{source} must be calibrated: give --calibration DATA, a folder of pictures like those the board will see");

    private QuantizedRun FromFile(ParseResult parse, string source, string path, Session session)
    {
        FloatGraph graph = TfLiteFloat.Load(source, mayBeInt8: false);
        if (parse.GetValue(_labels) is string file)
        {
            graph = graph with { Labels = LabelFile.Load(file, graph.Tensors[graph.Output].Count) };
        }

        if (!parse.GetValue(_noSoftmax) && ProbabilityOutput.AppendTo(graph) is var ended && ended != graph)
        {
            session.Note(BoardFit.SoftmaxAppended);
            graph = ended;
        }

        Dataset calibration = CalibrationPictures.Open(Calibration(parse, source), Dataset.DefaultValidationPercent);
        return QuantizationWork.Run(graph, [new("quantized from", Path.GetFileName(source))], null, calibration, Settings(parse), path, session);
    }
}
