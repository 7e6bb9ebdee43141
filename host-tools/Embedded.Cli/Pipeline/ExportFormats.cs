// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Onnx;
using Embedded.Compiler.Formats.Source;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Data;

namespace Embedded.Cli.Pipeline;

/// <summary>The forms that a model can be exported to.</summary>
internal static class ExportFormats
{
    /// <summary>The format with pictures.</summary>
    public const string FirstLight = "first-light";

    public static IReadOnlyList<string> Names { get; } = ["tflite", "onnx", "header", "csharp-resource", FirstLight];

    /// <summary>What a format writes to, for <see cref="CommandPaths"/>.</summary>
    public static CommandPaths.Output Output(string option, string path, string format) => format switch
    {
        "tflite" => new(option, path, "a .tflite file", ".tflite"),
        "onnx" => new(option, path, "an .onnx file", ".onnx"),
        "header" => new(option, path, "source in C", ".h", ".hpp", ".c", ".cc", ".cpp"),
        _ => new(option, path, "a folder"),
    };

    /// <summary>What the array or class is called; null for formats without.</summary>
    public static string? SymbolOf(string format, string name) => format switch
    {
        "header" => CHeader.NameOf(name),
        "csharp-resource" => CSharpResource.NameOf(name),
        _ => null,
    };

    /// <summary>Writes the files and returns their paths.</summary>
    /// <exception cref="TfLiteException">TensorFlow Lite cannot express the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was written.</exception>
    public static IReadOnlyList<string> Write(EmbFile file, string format, string name, bool asTfLite, string path, CancellationToken cancellation)
    {
        if (format == "csharp-resource")
        {
            return WriteAll(CSharpResource.Write(file, name), path, cancellation);
        }

        byte[] bytes = format switch
        {
            "tflite" => TfLiteExport.Write(file),
            "onnx" => OnnxWriter.Write(EmbGraph.Of(file)),
            _ => CHeader.Write(asTfLite ? TfLiteExport.Write(file) : file.Bytes, name, CHeader.Describe(file, asTfLite)),
        };
        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(OutputFile.Prepare(path), bytes);
        return [path];
    }

    /// <summary>Writes the data of firmware/FirstLight and returns the files' paths; data projects of an earlier export that are not needed any more are deleted.</summary>
    /// <exception cref="CommandException">Model and pictures are more than a board has room for.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was written.</exception>
    public static IReadOnlyList<string> Write(FirstLightWork work, string path, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<KeyValuePair<string, byte[]>> files = FirstLightData.Write(work.File, work.Pictures);
            List<string> written = WriteAll(files, path, cancellation);
            foreach (string folder in FirstLightData.Leftovers(path, files.Count(file => Path.GetExtension(file.Key) == ".nfproj")))
            {
                Directory.Delete(folder, recursive: true);
            }

            return written;
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Input(exception.Message.Split(" (Parameter")[0].TrimEnd('.'), exception);
        }
    }

    /// <summary>All files or none: they are written to a folder beside their places, then moved.</summary>
    private static List<string> WriteAll(IReadOnlyList<KeyValuePair<string, byte[]>> files, string folder, CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw CommandException.Usage($"{folder} is a file; name the folder to write");
        }

        bool isNew = !Directory.Exists(folder);
        OutputFile.PrepareFolder(folder);
        string staging = Path.Combine(folder, $"export.{Path.GetRandomFileName()[..8]}.tmp");
        try
        {
            foreach ((string name, byte[] bytes) in files)
            {
                AtomicFile.Write(OutputFile.Prepare(Path.Combine(staging, name)), bytes);
            }

            cancellation.ThrowIfCancellationRequested();
            List<string> written = [.. files.Select(file => OutputFile.Prepare(Path.Combine(folder, file.Key)))];
            for (int index = 0; index < written.Count; index++)
            {
                File.Move(Path.Combine(staging, files[index].Key), written[index], overwrite: true);
            }

            isNew = false;
            return written;
        }
        finally
        {
            string made = isNew ? folder : staging;
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }
        }
    }
}
