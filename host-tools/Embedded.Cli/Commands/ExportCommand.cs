// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;

namespace Embedded.Cli.Commands;

/// <summary>Writes a model in a form that other tools take.</summary>
internal sealed class ExportCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Option<string> _to = new("--to")
    {
        Description = "tflite: TensorFlow Lite, int8; onnx: ONNX with QuantizeLinear and DequantizeLinear; header: an array in C; csharp-resource: C# projects of data for nanoFramework",
        Required = true,
    };
    private readonly Option<string> _out = new("--out") { Description = "The file to write; for csharp-resource the folder, best your solution's", HelpName = "PATH", Required = true };
    private readonly Option<string?> _name = new("--name") { Description = "header, csharp-resource: what array or class are called (default: as the model's file)", HelpName = "NAME" };
    private readonly Option<string> _bytes = new("--bytes")
    {
        Description = "header: what the array holds, the .emb model or the network as TensorFlow Lite Micro takes it",
        DefaultValueFactory = _ => "emb",
    };

    public ExportCommand()
        : base(
            "export",
            "Write a model as .tflite, as ONNX, as a C header, or as C# that a nanoFramework project embeds.",
            "embedded export model.emb --to tflite --out model.tflite",
            "embedded export model.emb --to onnx --out model.onnx",
            "embedded export model.emb --to header --out model.h",
            "embedded export model.emb --to header --bytes tflite --out model_tflite.h",
            "embedded export model.emb --to csharp-resource --out FlowerModel")
    {
        _to.AcceptOnlyFromAmong([.. ExportFormats.Names]);
        _bytes.AcceptOnlyFromAmong("emb", "tflite");
        Add(_model);
        Add(_to);
        Add(_out);
        Add(_name);
        Add(_bytes);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string source = parse.GetRequiredValue(_model);
        string format = parse.GetRequiredValue(_to);
        string path = parse.GetRequiredValue(_out);
        CommandPaths.Check([source], ExportFormats.Output("--out", path, format));
        bool asTfLite = format == "tflite" || parse.GetRequiredValue(_bytes) == "tflite";
        RequireMeaning(parse, format);
        EmbFile file = ModelInput.Load(source).File;
        string name = parse.GetValue(_name) ?? Path.GetFileNameWithoutExtension(source);
        IReadOnlyList<string> written = ExportFormats.Write(file, format, name, asTfLite, path, session.Cancellation);
        if ((asTfLite || format == "onnx") && !IsDefault(file))
        {
            session.Note("the model's settings (threshold, smoothing, LED) are not part of this format; set them again where it is imported");
        }

        string? symbol = ExportFormats.SymbolOf(format, name);
        session.Finish(
            new { format, files = written, bytes = written.Sum(item => new FileInfo(item).Length), symbol },
            console => ExportView.Render(console, format, written, symbol),
            format == "csharp-resource" ? $"add {Path.GetFileName(written[0])} to your application and reference the data projects; its first lines show how to read the model" : null);
        return ExitCode.Ok;
    }

    /// <summary>Refuses options that the format has no use for.</summary>
    private void RequireMeaning(ParseResult parse, string format)
    {
        if (parse.GetValue(_name) != null && format is not ("header" or "csharp-resource"))
        {
            throw CommandException.Usage($"{_name.Name} is for header and csharp-resource; {format} has no such name");
        }

        if (parse.GetResult(_bytes) is { Implicit: false } && format != "header")
        {
            throw CommandException.Usage($"{_bytes.Name} is for header; {format} has one form only");
        }
    }

    private static bool IsDefault(EmbFile file) =>
        DecisionText.Write(file.Model.Decision, file.Model.Labels).SequenceEqual(DecisionText.Write(new DecisionSettings(), file.Model.Labels));
}
