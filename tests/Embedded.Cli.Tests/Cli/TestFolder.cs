// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
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

    /// <summary>A model as a .tflite file beside it, written by the export command.</summary>
    public string TfLite(string model)
    {
        string path = System.IO.Path.ChangeExtension(model, ".tflite");
        Assert.Equal(ExitCode.Ok, CliRun.Of("export", model, "--to", "tflite", "--out", path).Code);
        return path;
    }

    /// <summary>A small random network that knows the five kinds of flowers and ends in scores, without a softmax.</summary>
    public string Scores(string name = "scores.tflite")
    {
        QuantizedGraph graph = RandomGraph.MobileNet(7, size: 32) with { Labels = [.. SyntheticFlowers.Labels] };
        Assert.Equal(graph.Tensors.Length - 1, graph.Output);
        graph = graph with { Tensors = graph.Tensors[..^1], Operators = graph.Operators[..^1] };
        File.WriteAllBytes(Path(name), TfLiteWriter.Write(TfLiteExport.Convert(graph)));
        return Path(name);
    }

    /// <summary>Whoever writes this file, which must not be there yet, finds the disk full; the calling test is skipped where no device does that.</summary>
    public void FillDiskAt(string name)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs the device /dev/full, a disk that is always full");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.CreateSymbolicLink(Path(name), "/dev/full");
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
