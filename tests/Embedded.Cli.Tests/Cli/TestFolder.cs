// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Data.Synth;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

/// <summary>A folder for one test, removed afterwards, with models and pictures to put into it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-cli-");

    public string Path(params string[] parts) => System.IO.Path.Combine([_folder.FullName, .. parts]);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A small random network that knows the five kinds of flowers.</summary>
    public string Model(string name = "model.emb", int channels = 3)
    {
        QuantizedGraph graph = RandomGraph.MobileNet(7, size: 32, channels: channels) with
        {
            Labels = [.. SyntheticFlowers.Labels],
            Notes = [new("network", "random")],
        };
        File.WriteAllBytes(Path(name), EmbWriter.Write(graph));
        return Path(name);
    }

    /// <summary>A data set of drawn flowers, a few of each kind.</summary>
    public string Flowers(string name = "flowers", int perClass = 2, int size = 48)
    {
        for (int label = 0; label < SyntheticFlowers.Labels.Count; label++)
        {
            Directory.CreateDirectory(Path(name, SyntheticFlowers.Labels[label]));
            for (int index = 0; index < perClass; index++)
            {
                PictureFile.SavePng(SyntheticFlowers.Draw(1, label, index, size), Path(name, SyntheticFlowers.Labels[label], $"{index}.png"));
            }
        }

        return Path(name);
    }

    /// <summary>A picture.</summary>
    public string Picture(string name = "rose.png")
    {
        PictureFile.SavePng(SyntheticFlowers.Draw(1, 2, 9, 64), Path(name));
        return Path(name);
    }

    /// <summary>Paths of all files, to see that nothing half-written stays behind.</summary>
    public string[] Files() => [.. Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
