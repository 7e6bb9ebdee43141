// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Cli.Tests;

/// <summary>No command replaces what it reads, writes two things to one place, or takes an empty name.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("import {0}/net.tflite --labels {0}/l.emb --out {0}/l.emb", "l.emb is the file that is read")]
    [InlineData("import {0}/net.tflite --labels {0}/l.emb --out {0}/inside/../l.emb", "l.emb is the file that is read")]
    [InlineData("import {0}/net.tflite --labels {0}/l.emb --out {0}/link/l.emb", "l.emb is the file that is read")]
    [InlineData("eval {0}/model.emb {0}/flowers --plot {0}/model.emb", "model.emb is the file that is read")]
    [InlineData("inspect {0}/net.tflite --plot {0}/other.tflite", "ends in .png")]
    [InlineData("inspect {0}/model.png --plot {0}/model.png", "model.png is the file that is read")]
    [InlineData("quantize {0}/run --calibration {0}/flowers --out {0}/q.emb --report {0}/q.emb", "q.emb would be written twice, by --out and --report")]
    [InlineData("quantize {0}/run --calibration {0}/flowers --out {0}/q.emb --report {0}/q.txt", "ends in .json")]
    [InlineData("quantize {0}/run --calibration {0}/flowers --out {0}/q.bin", "ends in .emb")]
    [InlineData("export {0}/alias.h --to header --out {0}/alias.h", "alias.h is the file that is read")]
    public void Run_OutputThatIsAnInput_IsRefusedBeforeAnyWork(string line, string sentence)
    {
        string model = _folder.Model();
        _folder.TfLite(model);
        File.Move(_folder.Path("model.tflite"), _folder.Path("net.tflite"));
        File.WriteAllText(_folder.Path("l.emb"), "a\nb\nc\nd\ne\n");
        File.WriteAllText(_folder.Path("other.tflite"), "kept");
        Directory.CreateDirectory(_folder.Path("inside"));
        Directory.CreateSymbolicLink(_folder.Path("link"), _folder.Path());
        File.CreateSymbolicLink(_folder.Path("model.png"), model);
        File.CreateSymbolicLink(_folder.Path("alias.h"), model);
        string[] before = Contents();

        CliRun.Of(Array.ConvertAll(line.Split(' '), part => string.Format(CultureInfo.InvariantCulture, part, _folder.Path()))).AssertFails(ExitCode.Usage, sentence);

        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("import||--out|a.emb", "NETWORK is empty")]
    [InlineData("import|a.tflite|--out|", "--out is empty")]
    [InlineData("import|a.tflite|--out|a.emb|--labels|", "--labels is empty")]
    [InlineData("predict|a.emb||b.jpg", "IMAGE is empty")]
    [InlineData("train|photos|--out|", "--out is empty")]
    public void Run_EmptyName_IsAUsageErrorThatNamesIt(string line, string sentence)
    {
        CliRun run = CliRun.Of(line.Split('|')).AssertFails(ExitCode.Usage, sentence);

        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Run_OutThatIsADevice_IsWrittenThere()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "needs the device /dev/null");

        Assert.Equal(ExitCode.Ok, CliRun.Of("import", _folder.TfLite(_folder.Model()), "--out", "/dev/null").Code);

        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    private string[] Contents() => [.. Directory.EnumerateFiles(_folder.Path()).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
