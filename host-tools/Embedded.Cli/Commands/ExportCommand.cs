// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.Decision;

namespace Embedded.Cli.Commands;

/// <summary>Writes a model in a form that other tools take.</summary>
internal sealed class ExportCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Option<string> _to = new("--to")
    {
        Description = "tflite: TensorFlow Lite, int8; onnx: ONNX with QuantizeLinear and DequantizeLinear; header: an array in C; csharp-resource: C# projects of data for nanoFramework; first-light: the same with pictures, for firmware/FirstLight",
        Required = true,
    };
    private readonly Option<string> _out = new("--out") { Description = "The file to write; for csharp-resource the folder, best your solution's; for first-light firmware/FirstLight/Generated", HelpName = "PATH", Required = true };
    private readonly Option<string?> _name = new("--name") { Description = "header, csharp-resource: what array or class are called (default: as the model's file)", HelpName = "NAME" };
    private readonly Option<string> _bytes = new("--bytes")
    {
        Description = "header: what the array holds, the .emb model or the network as TensorFlow Lite Micro takes it",
        DefaultValueFactory = _ => "emb",
    };

    private readonly Option<string?> _pictures = new("--pictures") { Description = "first-light: the pictures that the board looks at, with or without class folders", HelpName = "FOLDER" };
    private readonly Option<int> _count = new Option<int>("--count")
    {
        Description = "first-light: most pictures to take, the classes in turn",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    }.Between(1, FirstLightData.MaxPictures);

    public ExportCommand()
        : base(
            "export",
            "Write a model as .tflite, as ONNX, as a C header, or as C# that a nanoFramework project embeds, with pictures or without.",
            "embedded export model.emb --to tflite --out model.tflite",
            "embedded export model.emb --to onnx --out model.onnx",
            "embedded export model.emb --to header --out model.h",
            "embedded export model.emb --to header --bytes tflite --out model_tflite.h",
            "embedded export model.emb --to csharp-resource --out FlowerModel",
            "embedded export model.emb --to first-light --pictures photos/val --out firmware/FirstLight/Generated")
    {
        _to.AcceptOnlyFromAmong([.. ExportFormats.Names]);
        _bytes.AcceptOnlyFromAmong("emb", "tflite");
        Add(_model);
        Add(_to);
        Add(_out);
        Add(_name);
        Add(_bytes);
        Add(_pictures);
        Add(_count);
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
        if (format == ExportFormats.FirstLight)
        {
            return RunFirstLight(FirstLightWork.Prepare(source, file, parse.GetRequiredValue(_pictures)!, parse.GetValue(_count), session), path, session);
        }

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

    private static int RunFirstLight(FirstLightWork work, string path, Session session)
    {
        IReadOnlyList<string> written = ExportFormats.Write(work, path, session.Cancellation);
        session.Finish(
            new
            {
                format = ExportFormats.FirstLight,
                files = written,
                bytes = written.Sum(item => new FileInfo(item).Length),
                symbol = (string?)null,
                crc = work.File.Model.Crc.ToString("x8", CultureInfo.InvariantCulture),
                pictures = work.Predictions.Select((prediction, index) => new { prediction.Image, work.Pictures[index].Name, prediction.Best, prediction.Outputs }),
            },
            console =>
            {
                ExportView.Render(console, ExportFormats.FirstLight, written, "Baked");
                PredictView.Render(console, work.File.Model, work.Predictions);
            },
            "build firmware/FirstLight/Embedded.FirstLight.nfproj; docs/first-light.md goes on from there");
        return ExitCode.Ok;
    }

    /// <summary>Refuses options that the format has no use for.</summary>
    private void RequireMeaning(ParseResult parse, string format)
    {
        if (parse.GetValue(_name) != null && format is not ("header" or "csharp-resource"))
        {
            throw CommandException.Usage($"{_name.Name} is for header and csharp-resource; {format} has no such name");
        }

        if (parse.GetValue(_pictures) == null == (format == ExportFormats.FirstLight))
        {
            throw CommandException.Usage(format == ExportFormats.FirstLight
                ? $"{ExportFormats.FirstLight} needs {_pictures.Name}: a folder of pictures for the board to look at"
                : $"{_pictures.Name} is for {ExportFormats.FirstLight}; {format} has no pictures");
        }

        if (parse.GetResult(_count) is { Implicit: false } && format != ExportFormats.FirstLight)
        {
            throw CommandException.Usage($"{_count.Name} is for {ExportFormats.FirstLight}; {format} has no pictures");
        }

        if (parse.GetResult(_bytes) is { Implicit: false } && format != "header")
        {
            throw CommandException.Usage($"{_bytes.Name} is for header; {format} has one form only");
        }
    }

    private static bool IsDefault(EmbFile file) =>
        DecisionText.Write(file.Model.Decision, file.Model.Labels).SequenceEqual(DecisionText.Write(new DecisionSettings(), file.Model.Labels));
}
