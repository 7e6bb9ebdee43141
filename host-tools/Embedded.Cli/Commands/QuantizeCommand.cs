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
    private readonly Option<string> _calibration = new("--calibration") { Description = "Pictures like those the board will see; of a divided or split folder the training part is used", HelpName = "DATA", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "The model file to write", HelpName = "MODEL", Required = true };
    private readonly Option<int> _pictures = new Option<int>("--pictures") { Description = "At most this many calibration pictures", HelpName = "N", DefaultValueFactory = _ => 256 }.Between(1);
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
            [source, parse.GetValue(_labels), parse.GetRequiredValue(_calibration)],
            new CommandPaths.Output("--out", path, "an .emb model", ".emb"),
            new CommandPaths.Output("--report", parse.GetValue(_report), "a JSON document", ".json"),
            new CommandPaths.Output("--plot", parse.GetValue(_plot), "a PNG picture", ".png"));
        QuantizedRun result = ModelInput.IsTfLite(source) ? FromFile(parse, source, path, session) : FromRun(parse, source, path, session);
        object layers = QuantizeView.Document(path, result.File, result.Report);
        object document = JsonDocuments.With(layers, "methods", MethodView.Document(result.Methods));
        if (parse.GetValue(_report) is string report)
        {
            AtomicFile.Write(OutputFile.Prepare(report), System.Text.Encoding.UTF8.GetBytes(JsonDocuments.Result(layers) + "\n"));
        }

        if (parse.GetValue(_plot) is string plot)
        {
            LayerPlot.Save(result.Report, plot);
        }

        session.Finish(
            document,
            console =>
            {
                QuantizeView.Render(console, path, result.File, result.Report, session.IsQuiet);
                MethodView.Render(console, result.Methods, session.IsQuiet);
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
        Dataset calibration = CalibrationPictures.Open(parse.GetRequiredValue(_calibration), RecipeOptions.ValidationPercent(run.Recipe));
        return QuantizationWork.Run(run, calibration, Settings(parse), path, session);
    }

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

        Dataset calibration = CalibrationPictures.Open(parse.GetRequiredValue(_calibration), Dataset.DefaultValidationPercent);
        return QuantizationWork.Run(graph, [new("quantized from", Path.GetFileName(source))], null, calibration, Settings(parse), path, session);
    }
}
