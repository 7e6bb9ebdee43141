// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

public sealed class EmbFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_TwiceTheSameGraph_GivesTheSameBytes() => Assert.Equal(TinyModel.File(), TinyModel.File());

    [Fact]
    public void Write_GraphReadFromAFile_GivesTheSameBytes()
    {
        byte[][] files =
        [
            TinyModel.File(),
            .. Enumerable.Range(0, 5).Select(seed => EmbWriter.Write(RandomGraph.MobileNet(seed))),
            .. Enumerable.Range(0, 100).Select(seed => EmbWriter.Write(RandomOperator.Draw((OperatorKind)(1 + seed % 6), seed).Graph)),
        ];
        foreach (byte[] file in files)
        {
            Assert.Equal(file, EmbWriter.Write(EmbGraph.Of(EmbFile.Parse(file))));
        }
    }

    [Fact]
    public void Parse_TinyModel_HasItsLabelsSettingsAndNotes()
    {
        EmbFile file = EmbFile.Parse(TinyModel.File());
        Assert.Equal(["rose", "Gänseblümchen", "🌷"], file.Model.Labels);
        Assert.Equal([KeyValuePair.Create("arch", "tiny"), KeyValuePair.Create("made of", "π = 3")], file.Notes);
        Assert.Equal((3, 61, 1, LedKind.Flash, true, false), Settings(file));
        Assert.Equal(-64, file.Model.InputSpec.PixelToInt8[0]);
        Assert.Equal(63, file.Model.InputSpec.PixelToInt8[255]);
    }

    [Fact]
    public void With_OtherSettings_ChangesNothingElse()
    {
        EmbFile file = EmbFile.Parse(TinyModel.File());
        EmbFile changed = file.With(new DecisionSettings { Smoothing = 32, Threshold = 100, LedClass = -1, Led = LedKind.None, PrintFrames = false, PrintTrace = true });
        Assert.Equal((32, 100, -1, LedKind.None, false, true), Settings(changed));
        int start = file.Sections.Start(EmbFormat.DecisionSection);
        for (int position = 0; position < file.Bytes.Length; position++)
        {
            bool mayDiffer = position is >= 12 and < 16 || (position >= start && position < start + 64);
            Assert.True(mayDiffer || file.Bytes[position] == changed.Bytes[position], $"byte {position} changed");
        }

        Assert.Equal(file.Bytes, changed.With(file.Model.Decision).Bytes);
    }

    [Theory]
    [InlineData(0, 50, -1, 1)]
    [InlineData(33, 50, -1, 1)]
    [InlineData(300, 50, -1, 1)] // 300 is 44 in a byte
    [InlineData(4, -1, -1, 1)]
    [InlineData(4, 101, -1, 1)]
    [InlineData(4, 50, -2, 1)]
    [InlineData(4, 50, 3, 1)] // the model has three classes
    [InlineData(4, 50, -1, 3)]
    public void With_ImpossibleSetting_Throws(int smoothing, int threshold, int ledClass, int led)
    {
        EmbFile file = EmbFile.Parse(TinyModel.File());
        var settings = new DecisionSettings { Smoothing = smoothing, Threshold = threshold, LedClass = ledClass, Led = (LedKind)led };
        Assert.Contains(" is ", Assert.Throws<ArgumentException>(() => file.With(settings)).Message);
    }

    [Fact]
    public void Save_AndLoad_GivesTheSameFile()
    {
        string path = Path.Combine(_folder.FullName, "model.emb");
        EmbFile.Parse(TinyModel.File()).Save(path);
        Assert.Equal(TinyModel.File(), EmbFile.Load(path).Bytes);
        Assert.Single(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Load_EachKindOfBadFile_NamesTheFileAndSaysWhatToDo()
    {
        byte[] good = TinyModel.File();
        byte[] damaged = (byte[])good.Clone();
        damaged[^1] ^= 1;
        byte[] newer = (byte[])good.Clone();
        newer[4] = 2;
        string[] sentences =
        [
            LoadFailure("truncated.emb", good[..^100], ModelError.WrongLength),
            LoadFailure("newer.emb", newer, ModelError.NewerVersion),
            LoadFailure("damaged.emb", damaged, ModelError.WrongCrc),
            LoadFailure("picture.emb", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[50]], ModelError.NotAModel),
            LoadFailure("missing.emb", null, 0),
        ];
        Assert.Equal(5, sentences.Distinct().Count());
        Assert.Contains("format 2, this one reads 1", sentences[1]);
    }

    [Fact]
    public void Write_GraphThatNoReaderAccepts_SaysWhy()
    {
        var tooWide = new RandomGraphBuilder(1, new TensorShape(300, 2, 1));
        tooWide.AveragePool2D();
        Assert.Contains("300", Assert.Throws<ArgumentException>(() => EmbWriter.Write(tooWide.Build([]))).Message);

        QuantizedGraph graph = TinyModel.Graph();
        AssertRefused(graph with { Labels = ["one", "two"] }, "labels");
        AssertRefused(graph with { Labels = [new string('x', 256), "b", "c"] }, "255 bytes");
        AssertRefused(graph with { Labels = ["a\0b", "b", "c"] }, "code 0");
        AssertRefused(graph with { Decision = new DecisionSettings { Threshold = 400 } }, "threshold");
        AssertRefused(graph with { Operators = graph.Operators[..^1] }, "no operator writes tensor 12");
        QuantizedOperator[] operators = [.. graph.Operators];
        int sum = Array.FindIndex(operators, op => op.Inputs.Length == 2);
        operators[sum] = operators[sum] with { Inputs = [operators[sum].Inputs[0]] };
        AssertRefused(graph with { Operators = operators }, "adds 1 tensors");
        operators = [.. graph.Operators];
        operators[0] = operators[0] with { WeightScales = operators[0].WeightScales[..2] };
        AssertRefused(graph with { Operators = operators }, "2 weight scales");
        AssertRefused(graph with { Operators = graph.Operators[1..] }, "nothing wrote before");
        AssertRefused(graph with { Operators = [graph.Operators[0], .. graph.Operators] }, "written before");
        QuantizedTensor[] tensors = [.. graph.Tensors];
        tensors[1] = tensors[1] with { Scale = float.NaN };
        Assert.ThrowsAny<ArgumentException>(() => EmbWriter.Write(graph with { Tensors = tensors }));
        tensors[1] = graph.Tensors[1] with { ZeroPoint = 200 };
        AssertRefused(graph with { Tensors = tensors }, "tensor 1");
    }

    [Fact]
    public void Write_NoteOfSeveralLines_StaysOneNote()
    {
        QuantizedGraph graph = TinyModel.Graph() with { Notes = [KeyValuePair.Create("data", "two\nlines = 2")] };
        Assert.Equal([KeyValuePair.Create("data", "two lines = 2")], EmbFile.Parse(EmbWriter.Write(graph)).Notes);
    }

    private static void AssertRefused(QuantizedGraph graph, string word) =>
        Assert.Contains(word, Assert.Throws<ArgumentException>(() => EmbWriter.Write(graph)).Message);

    private static (int, int, int, LedKind, bool, bool) Settings(EmbFile file)
    {
        DecisionSettings decision = file.Model.Decision;
        return (decision.Smoothing, decision.Threshold, decision.LedClass, decision.Led, decision.PrintFrames, decision.PrintTrace);
    }

    private string LoadFailure(string name, byte[]? bytes, int code)
    {
        string path = Path.Combine(_folder.FullName, name);
        if (bytes != null)
        {
            File.WriteAllBytes(path, bytes);
        }

        var exception = Assert.Throws<ModelFileException>(() => EmbFile.Load(path));
        Assert.Equal(code, exception.Code);
        Assert.StartsWith(path + ": ", exception.Message);
        return exception.Message[path.Length..];
    }
}
