// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class TracerTests
{
    [Fact]
    public void Run_SmallNetwork_OneRowAnOperatorWithRunningOffsets()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, size: 16, blocks: 1))).Model;

        IReadOnlyList<TraceRow> rows = Tracer.Run(model, new ReferenceKernels(), Input(model));

        Assert.Equal(["CONV_2D", "DEPTHWISE_CONV_2D", "CONV_2D", "AVERAGE_POOL_2D", "CONV_2D", "RESHAPE", "SOFTMAX"], rows.Select(row => row.Opcode));
        Assert.Equal(["1x8x8x8", "1x8x8x8", "1x8x8x8", "1x1x1x8", "1x1x1x5", "1x5", "1x5"], rows.Select(row => row.Shape));
        Assert.Equal([0, 512, 1024, 1536, 1544, 1549, 1554], rows.Select(row => row.Offset));
        Assert.Equal(rows[4].Crc32, rows[5].Crc32); // a reshape moves no byte
        Assert.Equal("0.00390625\t-128", string.Join('\t', rows[6].ToTsv().Split('\t')[3..5]));
    }

    [Fact]
    public void Run_LastRow_IsTheCrcOfTheOutput()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(2))).Model;
        sbyte[] input = Input(model);
        var interpreter = new Interpreter(model, new ReferenceKernels());
        input.CopyTo(interpreter.Arena, model.Input.Offset);
        interpreter.Run();
        var crc = new Crc32();
        crc.Add(interpreter.Arena, model.Output.Offset, model.Output.Count);

        Assert.Equal(crc.Value, Tracer.Run(model, new ReferenceKernels(), input)[^1].Crc32);
    }

    [Fact]
    public void Run_FoldedPad_GivesThePaddedInputItsRow()
    {
        var builder = new RandomGraphBuilder(3, new TensorShape(2, 2, 1));
        builder.Conv2D(1, new Window(3, 3, 1, 1, 1, 1, 1, 1), Activation.None);
        QuantizedGraph graph = Folded(builder.Build([]), 0);
        Model model = EmbFile.Parse(EmbWriter.Write(graph)).Model;

        IReadOnlyList<TraceRow> rows = Tracer.Run(model, new ReferenceKernels(), [1, 2, 3, 4]);

        byte[] padded = [0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0]; // the input's zero point is 0
        Assert.Equal(["PAD", "CONV_2D"], rows.Select(row => row.Opcode));
        Assert.Equal([0, 1], rows.Select(row => row.Op));
        Assert.Equal("1x4x4x1", rows[0].Shape);
        Assert.Equal(CrcOf(padded), rows[0].Crc32);
        Assert.Equal(16, rows[1].Offset);
    }

    [Fact]
    public void Run_FoldedReshape_GivesTheFlattenedInputItsRow()
    {
        var builder = new RandomGraphBuilder(4, new TensorShape(2, 2, 1));
        builder.FullyConnected(3, Activation.None);
        Model model = EmbFile.Parse(EmbWriter.Write(Folded(builder.Build(["a", "b", "c"]), 0))).Model;

        IReadOnlyList<TraceRow> rows = Tracer.Run(model, new ReferenceKernels(), [1, 2, 3, 4]);

        Assert.Equal(["RESHAPE", "FULLY_CONNECTED"], rows.Select(row => row.Opcode));
        Assert.Equal(["1x4", "1x3"], rows.Select(row => row.Shape));
        Assert.Equal(CrcOf([1, 2, 3, 4]), rows[0].Crc32);
    }

    [Fact]
    public void Run_PadAndReshapesAroundOneWindow_AllGetTheirRows()
    {
        var builder = new RandomGraphBuilder(6, new TensorShape(3, 3, 2));
        builder.Conv2D(4, new Window(3, 3, 2, 2, 0, 0, 0, 0), Activation.None);
        QuantizedGraph graph = builder.Build([]);
        graph.Tensors[1] = graph.Tensors[1] with { Rank = 2 };
        QuantizedOperator op = graph.Operators[0];

        Assert.Equal(["CONV_2D 1x1x1x4", "RESHAPE 1x4", "RESHAPE 1x4"], Rows(op with { SourceCount = 3 }));
        Window padded = new(4, 4, 2, 2, 1, 1, 0, 0);
        QuantizedOperator wide = op with { Window = padded, Weights = new sbyte[4 * 4 * 2 * 4] };
        Assert.Equal(["CONV_2D 1x4"], Rows(wide));
        Assert.Equal(["CONV_2D 1x1x1x4", "RESHAPE 1x4"], Rows(wide with { SourceCount = 2 })); // rank 2: the padding is the window's own
        Assert.Equal(["PAD 1x4x4x2", "CONV_2D 1x1x1x4", "RESHAPE 1x4"], Rows(wide with { SourceCount = 3 }));

        string[] Rows(QuantizedOperator changed)
        {
            Model model = EmbFile.Parse(EmbWriter.Write(graph with { Operators = [changed with { SourceIndex = 7 }] })).Model;
            IReadOnlyList<TraceRow> rows = Tracer.Run(model, new ReferenceKernels(), Input(model));
            Assert.Equal(Enumerable.Range(7, rows.Count), rows.Select(row => row.Op));
            return [.. rows.Select(row => $"{row.Opcode} {row.Shape}")];
        }
    }

    [Fact]
    public void Run_SeveralReshapesBeforeAFullyConnectedLayer_AllGetTheirRows()
    {
        var builder = new RandomGraphBuilder(4, new TensorShape(2, 2, 1));
        builder.FullyConnected(3, Activation.None);
        QuantizedGraph graph = builder.Build([]);
        graph.Operators[0] = graph.Operators[0] with { SourceCount = 4 };

        IReadOnlyList<TraceRow> rows = Tracer.Run(EmbFile.Parse(EmbWriter.Write(graph)).Model, new ReferenceKernels(), [1, 2, 3, 4]);

        Assert.Equal(["RESHAPE", "RESHAPE", "RESHAPE", "FULLY_CONNECTED"], rows.Select(row => row.Opcode));
        Assert.Equal([0, 4, 8, 12], rows.Select(row => row.Offset));
    }

    [Fact]
    public void Run_NetworkWithSums_NamesPadAddAndMean()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV2(1, size: 12, blocks: 2))).Model;

        IReadOnlyList<TraceRow> rows = Tracer.Run(model, new ReferenceKernels(), Input(model));

        Assert.Equal(
            ["PAD", "CONV_2D", "CONV_2D", "DEPTHWISE_CONV_2D", "CONV_2D", "CONV_2D", "DEPTHWISE_CONV_2D", "CONV_2D", "ADD", "CONV_2D", "MEAN", "RESHAPE", "FULLY_CONNECTED", "SOFTMAX"],
            rows.Select(row => row.Opcode));
        Assert.Equal("1x13x13x3", rows[0].Shape);
    }

    [Theory]
    [InlineData(0.0235294122f, "0.0235294122")]
    [InlineData(1f / 256, "0.00390625")]
    [InlineData(0.14469251f, "0.14469251")]
    [InlineData(1f, "1")]
    [InlineData(1.5e-6f, "1.50000005e-06")]
    public void Scale_SomeSingles_IsWrittenAsByPrintf(float scale, string expected) => Assert.Equal(expected, OperatorText.Scale(scale));

    [Fact]
    public void Run_InputOfAnotherLength_IsRefused()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(5))).Model;

        Assert.Throws<ArgumentException>(() => Tracer.Run(model, new ReferenceKernels(), new sbyte[3]));
    }

    private static QuantizedGraph Folded(QuantizedGraph graph, int index)
    {
        QuantizedOperator[] operators = [.. graph.Operators];
        operators[index] = operators[index] with { SourceCount = 2 };
        return graph with { Operators = operators };
    }

    private static uint CrcOf(byte[] bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        return crc.Value;
    }

    private static sbyte[] Input(Model model) => [.. Enumerable.Range(0, model.Input.Count).Select(index => (sbyte)(index * 37))];
}
