// SPDX-License-Identifier: MIT
// The files of tests/vectors/v1 are never written again. A test that fails here has found a change of the format.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Inference;

public class VersionOneTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.Repository, "tests", "vectors", "v1");

    [Theory]
    [InlineData("tiny", "8803866d34f97b76ccd19ac8ba1448ebc30124d1cef766c5c989fb641a777e6c")]
    [InlineData("tiny-rows", "f511beaa4ec2a8bbd76931cf42d48e75c2c9a759bf9abe5ee8d77376af411292")]
    [InlineData("mobilenet-v1", "e4909a13b9ffe701108feeb117d8bf1594b7fd635fc01316d507b86c0caaa217")]
    [InlineData("mobilenet-v2", "2f64cfe63478d86e7254c578d2700baa202e408acf33fbd1de09bccf18295b4c")]
    public void Run_FrozenModel_GivesTheFrozenBytes(string name, string sha256)
    {
        byte[] file = Bytes($"{name}.emb");
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(file)));
        AssertFrozenBytes(name, file);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny-rows")]
    [InlineData("mobilenet-v1")]
    [InlineData("mobilenet-v2")]
    public void Write_GraphOfAFrozenModel_GivesTheFrozenBytes(string name) =>
        AssertFrozenBytes(name, EmbWriter.Write(EmbGraph.Of(EmbFile.Parse(Bytes($"{name}.emb")))));

    [Fact]
    public void Read_FrozenModels_HaveEveryKindAndEveryInPlaceMode()
    {
        Operator[] operators = [.. Directory.GetFiles(Folder, "*.emb").SelectMany(path => Read(File.ReadAllBytes(path)).Operators)];
        Assert.Equal(Enum.GetValues<OperatorKind>(), operators.Select(op => op.Kind).Distinct().Order());
        Assert.Equal(Enumerable.Range(EmbFormat.NotInPlace, 5), operators.Select(op => op.InPlaceMode).Distinct().Order());
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny-rows")]
    public void Read_FrozenSettings_AreWhatWasWritten(string name)
    {
        Model model = Read(Bytes($"{name}.emb"));
        Assert.Equal(["rose", "Gänseblümchen", "🌷"], model.Labels);
        Assert.Equal((8, 8, 1, ResizeMethod.Bilinear), (model.InputSpec.Height, model.InputSpec.Width, model.InputSpec.Channels, model.InputSpec.Resize));
        Assert.Equal(Enumerable.Range(0, 256).Select(pixel => (sbyte)((pixel / 2) - 64)), model.InputSpec.PixelToInt8);
        Assert.Equal(
            (3, 61, 1, LedKind.Flash, true, false),
            (model.Decision.Smoothing, model.Decision.Threshold, model.Decision.LedClass, model.Decision.Led, model.Decision.PrintFrames, model.Decision.PrintTrace));
        Assert.Equal([KeyValuePair.Create("arch", "tiny"), KeyValuePair.Create("made of", "π = 3")], EmbFile.Parse(Bytes($"{name}.emb")).Notes);
    }

    private static void AssertFrozenBytes(string name, byte[] file)
    {
        Model model = Read(file);
        RecordedRun run = RecordedRun.Of(model, MemoryMarshal.Cast<byte, sbyte>(Bytes($"{name}.input.bin")).ToArray());
        string[][] rows = [.. File.ReadAllLines(Path.Combine(Folder, $"{name}.operators.tsv")).Skip(1).Select(line => line.Split('\t'))];
        Assert.Equal(rows.Length, run.Outputs.Count);
        for (int index = 0; index < rows.Length; index++)
        {
            byte[] output = MemoryMarshal.AsBytes(run.Outputs[index].AsSpan()).ToArray();
            var crc = new Crc32();
            crc.Add(output, 0, output.Length);
            Assert.Equal(
                (rows[index][1], int.Parse(rows[index][3], CultureInfo.InvariantCulture), rows[index][4]),
                (model.Operators[index].Kind.ToString(), output.Length, crc.Value.ToString("x8", CultureInfo.InvariantCulture)));
        }

        Assert.Equal(Bytes($"{name}.output.bin"), MemoryMarshal.AsBytes(run.Outputs[^1].AsSpan()).ToArray());
    }

    private static Model Read(byte[] file) => ModelReader.Read(new SegmentedModel(file));

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
