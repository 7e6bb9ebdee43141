// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Devices;
using Embedded.Inference;
using Embedded.Native;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>The application on a board whose firmware has a native engine; here the C# engine stands for it.</summary>
public class VirtualEngineTests
{
    private const int BadFrame = 153; // emb.h
    private const int UnknownFormat = 154;
    private const int NoPicture = 155;

    private static readonly DecisionSettings s_trace = new() { Smoothing = 2, Threshold = 50, LedClass = 1, PrintFrames = true, PrintTrace = true };
    private static readonly VirtualBoardOptions s_native = new() { Engine = Open };

    [Fact]
    public void Run_NativeEngine_PrintsTheSameButForItsNameAndTimes()
    {
        byte[] model = ColourNetwork.Write(s_trace);

        BoardRun managed = BoardRun.Of(model, new ListFrames("red green torn green grey"));
        BoardRun native = BoardRun.Of(model, new ListFrames("red green torn green grey"), s_native);

        Assert.Equal(managed.Lines.Select(Comparable), native.Lines.Select(Comparable));
        Assert.Equal(managed.Events, native.Events);
        Assert.StartsWith("# engine name=csharp ", managed.Lines[4]);
        Assert.Equal($"# engine name=native arena={EmbFile.Parse(model).Model.ArenaBytes}", native.Lines[4]);
        Assert.Equal(4 * 4, native.Kind('t').Count()); // input and three operators a frame
    }

    [Fact]
    public void Run_NativeEngine_IsCalledOnceAStageAndFrame()
    {
        BoardRun run = BoardRun.Of(ColourNetwork.Write(s_trace), new ListFrames("red green"), s_native);

        Assert.Equal(
            ["NativeEngine.ArenaBytes 1", "NativeEngine.CopyOutput 2", "NativeEngine.Open 1", "NativeEngine.Run 2", "NativeEngine.SetInput 2"],
            run.Result.Calls.Where(call => call.Key.StartsWith("NativeEngine.", StringComparison.Ordinal)).Select(call => $"{call.Key} {call.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_DefectInTheEngine_IsThrownAndDisposesIt()
    {
        var engine = new BrokenEngine(ColourNetwork.Write(s_trace));
        var board = new VirtualBoard(
            BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_trace), new EndlessFrames(), TextWriter.Null, TextWriter.Null, new VirtualBoardOptions { Engine = _ => engine });

        Assert.Equal("worn out", Assert.Throws<InvalidOperationException>(() => board.Run(TestContext.Current.CancellationToken)).Message);
        Assert.True(engine.IsDisposed);
    }

    [Fact]
    public void Calls_WithoutANetwork_AreRefused()
    {
        using var engine = new VirtualEngine(Open, _ => { });

        Assert.Equal(NativeEngine.NotOpen, engine.SetInput(new byte[64], 8, 8, (int)PixelFormat.Gray8));
        Assert.Equal(NativeEngine.NotOpen, engine.Run([]));
        Assert.Equal(NativeEngine.NotOpen, engine.CopyInput(new sbyte[1000]));
        Assert.Equal(NativeEngine.NotOpen, engine.CopyOutput(new sbyte[1000]));
        Assert.Equal(0, engine.ArenaBytes);
        engine.Open(ColourNetwork.Write(s_trace, 8));
        engine.Close();
        Assert.Equal(NativeEngine.NotOpen, engine.Run([]));
    }

    [Theory]
    [InlineData(8, 8, 2, 192, NativeEngine.Ok, -1)]
    [InlineData(8, 8, 2, 191, BadFrame, -1)]
    [InlineData(0, 8, 2, 192, BadFrame, -1)]
    [InlineData(16385, 1, 1, 16385, BadFrame, -1)]
    [InlineData(8, 8, 5, 192, UnknownFormat, 5)]
    public void SetInput_Frame_FitsItsPixelsOrIsRefused(int width, int height, int format, int bytes, int code, int index)
    {
        using var engine = new VirtualEngine(Open, _ => { });
        engine.Open(ColourNetwork.Write(s_trace, 8));

        Assert.Equal((code, index), (engine.SetInput(new byte[bytes], width, height, format), engine.ErrorIndex));
    }

    [Fact]
    public void SetInput_NetworkWhoseInputIsNoPicture_IsRefused()
    {
        using var engine = new VirtualEngine(Open, _ => { });
        engine.Open(EmbWriter.Write(ColourNetwork.Graph(8) with { InputSpec = null }));

        Assert.Equal(NoPicture, engine.SetInput(new byte[192], 8, 8, (int)PixelFormat.Rgb888));
    }

    [Fact]
    public void Run_SumsAndCopies_AreThoseOfTheInterpreter()
    {
        byte[] file = ColourNetwork.Write(s_trace, 8);
        var pixels = new byte[192];
        new Random(3).NextBytes(pixels);
        var expected = (Interpreter)Open(file);
        expected.SetInput(new Frame(pixels, 8, 8, PixelFormat.Rgb888));
        sbyte[] expectedInput = expected.Arena[expected.Model.Input.Offset..expected.Model.Input.End];
        expected.Run();
        using var engine = new VirtualEngine(Open, _ => { });
        var input = new sbyte[expectedInput.Length];
        var output = new sbyte[3];
        var sums = new uint[4];

        engine.Open(file);
        engine.SetInput(pixels, 8, 8, (int)PixelFormat.Rgb888);
        engine.CopyInput(input);
        engine.Run(sums);
        engine.CopyOutput(output);

        Assert.Equal(expectedInput, input);
        Assert.Equal(expected.Arena[expected.Model.Output.Offset..expected.Model.Output.End], output);
        Assert.Equal((SumOf(input), SumOf(output)), (sums[0], sums[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Run(new uint[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.CopyInput(new sbyte[input.Length - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.CopyOutput(new sbyte[2]));
    }

    [Fact]
    public void Declarations_OutsideOfARun_AreMissing()
    {
        Assert.Throws<NotSupportedException>(() => NativeEngine.Open(0));
        Assert.Throws<NotSupportedException>(NativeEngine.Close);
    }

    private static IEngine Open(byte[] file) => new Interpreter(ModelReader.Read(new SegmentedModel(file)), new ReferenceKernels());

    private static uint SumOf(sbyte[] values)
    {
        var crc = new Crc32();
        crc.Add(values, 0, values.Length);
        return crc.Value;
    }

    /// <summary>A line without what may differ: times, and which engine.</summary>
    private static string Comparable(string line) =>
        line.StartsWith("# engine ", StringComparison.Ordinal) ? "# engine" : line[0] == '>' ? line[..line.IndexOf(" ms=", StringComparison.Ordinal)] : line;

    private sealed class BrokenEngine(byte[] file) : IEngine, IDisposable
    {
        public Model Model { get; } = ModelReader.Read(new SegmentedModel(file));

        public sbyte[] Arena { get; } = new sbyte[EmbFile.Parse(file).Model.ArenaBytes];

        public string EngineName => "broken";

        public IOperatorObserver? Observer { get; set; }

        public bool IsDisposed { get; private set; }

        public void SetInput(Frame frame)
        {
        }

        public void Run() => throw new InvalidOperationException("worn out");

        public void Dispose() => IsDisposed = true;
    }
}
