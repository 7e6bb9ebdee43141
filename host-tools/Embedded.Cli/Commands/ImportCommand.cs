// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Turns an int8 .tflite network into a model file.</summary>
internal sealed class ImportCommand : VerbCommand
{
    private readonly Argument<string> _network = new("NETWORK") { Description = "An int8 .tflite file" };
    private readonly Option<string> _out = new("--out") { Description = "The .emb model to write", HelpName = "MODEL", Required = true };
    private readonly Option<string?> _labels = new("--labels") { Description = "A text file with one class a line, in the order of the outputs (default: the labels inside the .tflite file)", HelpName = "FILE" };
    private readonly Option<string> _range = new("--range")
    {
        Description = "What pixels 0 to 255 were made into for training: pixel/128-1 is -1 to 1; auto looks into the file, then at its input's scale",
        DefaultValueFactory = _ => PixelRangeNames.Auto,
    };

    private readonly Option<bool> _noSoftmax = new("--no-softmax") { Description = "Leave a network that ends in scores as it is; otherwise a softmax is put behind them, as a board needs probabilities" };

    public ImportCommand()
        : base(
            "import",
            "Convert an int8 TensorFlow Lite network to an .emb model that computes the same bytes.",
            "embedded import person_detect.tflite --out person.emb --labels labels.txt",
            "embedded import mobilenet.tflite --out model.emb --range pixel/127.5-1")
    {
        _range.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. PixelRangeNames.All]);
        Add(_network);
        Add(_out);
        Add(_labels);
        Add(_range);
        Add(_noSoftmax);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string network = parse.GetRequiredValue(_network);
        string path = parse.GetRequiredValue(_out);
        CommandPaths.Check([network, parse.GetValue(_labels)], new CommandPaths.Output("--out", path, "an .emb model", ".emb"));
        TfLiteImported imported = ModelInput.Import(network, PixelRangeNames.Find(parse.GetRequiredValue(_range)));
        QuantizedGraph graph = imported.Graph;
        if (parse.GetValue(_labels) is string file)
        {
            graph = graph with { Labels = LabelFile.Load(file, graph.Tensors[graph.Output].Shape.Count) };
        }

        if (!parse.GetValue(_noSoftmax) && ProbabilityOutput.AppendTo(graph) is var ended && ended != graph)
        {
            session.Note(BoardFit.SoftmaxAppended);
            graph = ended with { Notes = [.. graph.Notes, new("softmax", "put behind the scores")] };
        }

        imported = imported with { Graph = graph };
        EmbFile model = EmbFile.Parse(imported.ToEmb());
        session.Cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(OutputFile.Prepare(path), model.Bytes);
        string? problem = BoardFit.ProblemOf(model, BoardDescriptor.Load(BoardFit.DefaultBoard));
        Warn(imported, model, problem, session);
        string inspect = CommandText.Of("inspect", path);
        session.Finish(
            ImportView.Document(path, imported, model),
            console => ImportView.Render(console, path, imported, model),
            problem == null ? $"{inspect}; {CommandText.Of("simulate", path, "--frames", "PHOTOS")}" : inspect);
        return ExitCode.Ok;
    }

    private static void Warn(TfLiteImported imported, EmbFile model, string? problem, Session session)
    {
        if (imported.IsPicture && imported.Range == null)
        {
            session.Warn("the input's scale is that of no usual pixel range; pixels 0 to 255 are spread over all int8 values, name the range with --range if that is wrong");
        }

        string[] sentences =
        [
            model.Model.Labels.Length == 0 ? "the network has no labels; predictions are numbers, give a text file with one class a line with --labels" : "",
            LabelFile.DuplicateIn(model.Model.Labels) ?? "",
            imported.IsPicture ? problem ?? "" : "", // whoever imports something else than a picture network has no camera in mind
        ];
        foreach (string sentence in sentences.Where(sentence => sentence.Length > 0))
        {
            session.Warn(sentence);
        }
    }
}
