// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Testing;

namespace Embedded.NativeHost.Tests;

/// <summary>The engine as the board runs it: cross-compiled for Xtensa, under qemu, its instructions counted.</summary>
public class XtensaTests
{
    private const long MostInstructions = 36_000_000; // person detection at -O2

    private static readonly Lazy<string> Folder = new(() => Build("run_model"));

    [Fact]
    public void Kernels_RandomOperators_EqualReference()
    {
        Require();
        (int exitCode, string text) = ToolBuild.Compile("bash", [Script("check.sh"), "2000"]);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(exitCode == 0, text);
        Assert.Contains("qemu-xtensa: 2000 operators", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FrozenModels_GivesTheirBytes()
    {
        Require();
        foreach (string model in Cases.FrozenFiles())
        {
            string[] expected = [.. File.ReadLines(Path.ChangeExtension(model, ".operators.tsv")).Skip(1).Select(line => line.Split('\t')[4])];
            Assert.Equal(expected, Run(model, Path.ChangeExtension(model, ".input.bin")).Sums);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_PersonDetection_GivesGoldenBytesWithinItsInstructions(int image)
    {
        Require();
        string golden = SharedFolder.Require("golden", "person_detect");
        string model = Path.Combine(Folder.Value, $"person{image}.emb");
        File.WriteAllBytes(model, TfLiteImport.Import(TfLiteReader.Parse(File.ReadAllBytes(Path.Combine(golden, "person_detect.tflite")))).ToEmb());
        string[] expected = [.. File.ReadLines(Path.Combine(golden, $"image{image}.ops.tsv")).Skip(1).Select(line => line.Split('\t')[7])];
        (string[] sums, long instructions) = Run(model, Path.Combine(golden, $"image{image}.gray"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{instructions:N0} instructions");
        Assert.Equal(expected, sums);
        Assert.InRange(instructions, MostInstructions / 2, MostInstructions);
    }

    /// <summary>The CRC-32 of each operator's output, and the instructions of all operators.</summary>
    private static (string[] Sums, long Instructions) Run(string model, string input)
    {
        (int exitCode, string text) = ToolBuild.Compile(
            "qemu-xtensa", ["-cpu", "lx106", "-plugin", Path.Combine(Folder.Value, "counter.so"), "-d", "plugin", Path.Combine(Folder.Value, "run_model.xtensa"), model, input]);
        Assert.True(exitCode == 0, text);
        string[][] lines = [.. text.Split('\n').Select(line => line.Split(' '))];
        string[] sums = [.. lines.Where(line => line[0] == "op").Select(line => line[8])];
        long instructions = lines
            .Where(line => line[0] == "count" && int.Parse(line[1], CultureInfo.InvariantCulture) <= sums.Length)
            .Sum(line => long.Parse(line[2], CultureInfo.InvariantCulture));
        return (sums, instructions);
    }

    private static void Require()
    {
        foreach ((string tool, string package) in new[] { ("bash", "bash"), ("gcc", "gcc"), ("xtensa-lx106-elf-gcc", "gcc-xtensa-lx106"), ("qemu-xtensa", "qemu-user") })
        {
            Assert.SkipUnless(ToolBuild.Compile(tool, ["--version"]).ExitCode == 0, $"there is no {tool} (Debian: {package})");
        }
    }

    private static string Build(string program)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "xtensa");
        (int exitCode, string text) = ToolBuild.Compile("bash", [Script("build.sh"), program, folder]);
        Assert.True(exitCode == 0, text);
        return folder;
    }

    private static string Script(string name) => Path.Combine(SharedFolder.Repository, "tests", "native", name);
}
