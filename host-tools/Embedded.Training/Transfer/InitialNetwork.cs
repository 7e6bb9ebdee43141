// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Export;
using Embedded.Training.Runs;

namespace Embedded.Training.Transfer;

/// <summary>A trained network as it was read.</summary>
/// <param name="Graph">Its operators, batch norms folded.</param>
/// <param name="Source">Where it came from.</param>
public sealed record InitialNetwork(FloatGraph Graph, NetworkSource Source)
{
    /// <summary>Reads the best network of a run's folder.</summary>
    /// <exception cref="RunFolderException">The folder holds no run with a finished epoch.</exception>
    /// <exception cref="RecipeException">There is no such folder.</exception>
    public static InitialNetwork Load(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new RecipeException($"{path} is no folder of a training run: give the folder that embedded train --out wrote.");
        }

        RunFolder run = RunFolder.Open(path);
        FloatGraph graph = GraphExport.BestOf(run);
        return new InitialNetwork(graph, new NetworkSource { Path = path, Kind = NetworkSourceKind.Run, Crc32 = CrcOf(run.BestFile) });
    }

    private static string CrcOf(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        var crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        return $"{crc.Value:x8}";
    }
}
