// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

/// <summary>The person detection network of TensorFlow Lite Micro on the virtual board, against the outputs it has there.</summary>
public sealed class PersonDetectionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Simulate_GoldenPictures_PrintsTheGoldenOutputsAsClassesAndPerCent()
    {
        string golden = SharedFolder.Require("golden", "person_detect");
        string model = _folder.Path("person.emb");
        File.WriteAllText(_folder.Path("labels.txt"), "notperson\nperson\n");
        Directory.CreateDirectory(_folder.Path("frames"));
        string[][] outputs = [.. File.ReadAllLines(Path.Combine(golden, "outputs.tsv")).Skip(1).Select(line => line.Split('\t'))];
        foreach (string[] row in outputs)
        {
            File.Copy(Path.Combine(golden, row[0] + ".gray"), _folder.Path("frames", row[0] + ".gray"));
        }

        Assert.Equal(ExitCode.Ok, CliRun.Of("import", Path.Combine(golden, "person_detect.tflite"), "--labels", _folder.Path("labels.txt"), "--out", model).Code);
        Assert.InRange(new FileInfo(model).Length, 1, 240 * 1024);
        Assert.Equal(ExitCode.Ok, CliRun.Of("set", model, "smoothing=1").Code);

        CliRun run = CliRun.Of("simulate", model, "--frames", _folder.Path("frames"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(9, outputs.Length);
        Assert.Equal(outputs.Select(Expected), run.Lines.Where(line => line.StartsWith('>')).Select(line => line[..line.IndexOf(" ms=", StringComparison.Ordinal)]));
        Assert.Contains("# labels 0 notperson person", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("# model crc=", StringComparison.Ordinal) && line.EndsWith(" input=96x96x1 ops=31 classes=2", StringComparison.Ordinal));
    }

    /// <summary>Without smoothing, a class has (output + 128) / 256, in per cent rounded half up.</summary>
    private static string Expected(string[] row, int frame)
    {
        int[] percent = [.. row.Skip(1).Select(value => (int)Math.Floor(100 * (int.Parse(value, CultureInfo.InvariantCulture) + 128) / 256.0 + 0.5))];
        return percent[1] > percent[0] ? $"> {frame} person {percent[1]}% notperson {percent[0]}%" : $"> {frame} notperson {percent[0]}% person {percent[1]}%";
    }
}
