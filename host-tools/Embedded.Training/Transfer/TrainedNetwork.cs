// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Export;
using Embedded.Training.Runs;

namespace Embedded.Training.Transfer;

/// <summary>A trained network as it was read.</summary>
/// <param name="Graph">Its operators, batch norms folded.</param>
/// <param name="Source">Where it came from.</param>
public sealed record TrainedNetwork(FloatGraph Graph, NetworkSource Source)
{
    /// <summary>Reads the best network of a run's folder, or a .tflite file.</summary>
    /// <exception cref="RunFolderException">The folder holds no run with a finished epoch.</exception>
    /// <exception cref="TfLiteException">The file is no TensorFlow Lite network that can be read.</exception>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    /// <exception cref="RecipeException">It is a file of another kind.</exception>
    public static TrainedNetwork Load(string path)
    {
        if (Directory.Exists(path))
        {
            RunFolder run = RunFolder.Open(path);
            return new TrainedNetwork(GraphExport.BestOf(run), SourceOf(path, NetworkSourceKind.Run, run.BestFile));
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file or folder; give the folder of a training run or a .tflite file", path);
        }

        if (Path.GetExtension(path).Equals(".emb", StringComparison.OrdinalIgnoreCase))
        {
            throw new RecipeException($"{path} is quantized for boards, training needs real values: give the folder of the run that it was made from, or its .tflite file.");
        }

        return Path.GetExtension(path).Equals(".tflite", StringComparison.OrdinalIgnoreCase)
            ? new TrainedNetwork(TfLiteFloat.Load(path), SourceOf(path, NetworkSourceKind.Tflite, path))
            : throw new RecipeException($"{path} is no trained network: give the folder of a training run or a .tflite file.");
    }

    private static NetworkSource SourceOf(string path, NetworkSourceKind kind, string file) =>
        new() { Path = path, Kind = kind, Crc32 = CrcOf(file, kind == NetworkSourceKind.Run ? CheckpointFormat.CrcBytes : 0) };

    /// <summary>A checkpoint ends in its own CRC-32; over both, every file would have the same one.</summary>
    private static string CrcOf(string file, int trailer) => $"{Crc32.Of(File.ReadAllBytes(file)[..^trailer]):x8}";
}
