// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;

namespace Embedded.Cli.Inputs;

/// <summary>A model file as commands take it: .emb, or an int8 .tflite that is imported on the way.</summary>
/// <param name="File">The planned model.</param>
/// <param name="IsChannelsFirst">True if the .tflite file takes [1, channels, height, width].</param>
/// <param name="Original">The .tflite file, null for an .emb.</param>
internal sealed record ModelInput(EmbFile File, bool IsChannelsFirst, TfLiteModel? Original = null)
{
    /// <summary>True for paths that end in .tflite.</summary>
    public static bool IsTfLite(string path) => string.Equals(Path.GetExtension(path), ".tflite", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="ModelFileException">The .emb file cannot be used.</exception>
    /// <exception cref="TfLiteException">The .tflite file cannot be used.</exception>
    public static ModelInput Load(string path)
    {
        if (!IsTfLite(path))
        {
            return new ModelInput(EmbFile.Load(path), IsChannelsFirst: false);
        }

        TfLiteModel original = TfLiteReader.Load(path);
        TfLiteImported imported = Import(path, original, null);
        return new ModelInput(EmbFile.Parse(imported.ToEmb()), imported.IsChannelsFirst, original);
    }

    /// <summary>Imports a .tflite file and notes where it came from.</summary>
    /// <exception cref="TfLiteException">The file cannot be used; the message begins with its path.</exception>
    public static TfLiteImported Import(string path, PixelRange? range) => Import(path, TfLiteReader.Load(path), range);

    private static TfLiteImported Import(string path, TfLiteModel model, PixelRange? range)
    {
        try
        {
            TfLiteImported imported = TfLiteImport.Import(model, range: range);
            return imported with { Graph = imported.Graph with { Notes = [new("imported from", Path.GetFileName(path))] } };
        }
        catch (TfLiteException exception)
        {
            throw new TfLiteException($"{path}: {exception.Message}", exception);
        }
    }
}
