// SPDX-License-Identifier: MIT
// The document, the writer and the reader agree: the numbers below stand in docs/model-format.md, and a written file, taken apart
// with them alone, holds the graph. No constant of EmbFormat is used here.
using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

public class EmbLayoutTests
{
    private static readonly QuantizedGraph Graph = TinyModel.Graph();
    private static readonly MemoryPlan Plan = MemoryPlanner.Plan(Graph);
    private static readonly byte[] Bytes = TinyModel.File();

    [Fact]
    public void Document_FieldTables_AreWhatThisTestReads()
    {
        Assert.Equal([(0, "u32", "magic"), (4, "u16", "version"), (6, "u16", "sections"), (8, "i32", "length"), (12, "u32", "crc"), (16, "i32", "arena bytes")], DocumentTable.Fields("Header"));
        Assert.Equal([(0, "u32", "id"), (4, "i32", "start"), (8, "i32", "length"), (12, "u32", "flags")], DocumentTable.Fields("Section table"));
        Assert.Equal(
            [(0, "u16", "height"), (2, "u16", "width"), (4, "u16", "channels"), (6, "u8", "resize"), (7, "u8", "mapping"), (8, "u16", "input tensor"), (10, "u16", "output tensor"), (32, "256 i8", "pixel table")],
            DocumentTable.Fields("INPT, input specification"));
        Assert.Equal(
            [(0, "u16", "height"), (2, "u16", "width"), (4, "u16", "channels"), (6, "u8", "rank"), (8, "i32", "offset"), (12, "f32", "scale"), (16, "i32", "zero point")],
            DocumentTable.Fields("TENS, tensors"));
        Assert.Equal(
            [
                (0, "u8", "kind"), (1, "u8", "in-place mode"), (2, "u8", "weight layout"), (3, "u8", "activation"), (4, "u16", "input"), (6, "u16", "second input"), (8, "u16", "output"),
                (10, "u16", "source index"), (12, "u16", "source count"), (14, "u8", "filter height"), (15, "u8", "filter width"), (16, "u8", "stride y"), (17, "u8", "stride x"),
                (18, "u8", "pad top"), (19, "u8", "pad left"), (20, "u8", "pad bottom"), (21, "u8", "pad right"), (22, "u16", "depth multiplier"), (24, "i16", "minimum"), (26, "i16", "maximum"),
                (28, "i32", "scratch offset"), (32, "i32", "scratch bytes"), (36, "i32", "weights"), (40, "i32", "biases"), (44, "i32", "multipliers"), (48, "i32", "shifts"), (52, "6 i32", "parameters"),
            ],
            DocumentTable.Fields("OPER, operators"));
        Assert.Equal([(0, "u16", "count"), (2, "names", "names")], DocumentTable.Fields("LABL, class names"));
        Assert.Equal(
            [(0, "u8", "smoothing"), (1, "u8", "threshold"), (2, "i16", "led class"), (4, "u8", "led"), (5, "u8", "print frames"), (6, "u8", "print trace")],
            DocumentTable.Fields("DECI, decision and print settings"));
    }

    [Fact]
    public void Document_ErrorCodesAndKinds_AreAllOfThem()
    {
        int[] codes = [.. typeof(ModelError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!)];
        Assert.Equal(codes, DocumentTable.FirstColumn("code"));
        Assert.Equal(Enum.GetValues<OperatorKind>().Select(kind => (int)kind), DocumentTable.FirstColumn("kind"));
    }

    [Fact]
    public void Write_Header_IsAsDocumented()
    {
        Assert.Equal([0x45, 0x4D, 0x42, 0x1A, 1, 0, 7, 0], Bytes[..8]);
        Assert.Equal(Bytes.Length, I32(8));
        Assert.Equal(Crc32Of(Bytes.AsSpan(16)), (uint)I32(12));
        Assert.Equal(Plan.ArenaBytes, I32(16));
        AssertZero(20, 32);
        string[] ids = ["INPT", "TENS", "OPER", "LABL", "DECI", "NOTE", "CNST"];
        int position = 32 + 7 * 16;
        for (int row = 0; row < 7; row++)
        {
            int at = 32 + 16 * row;
            Assert.Equal(ids[row], Encoding.ASCII.GetString(Bytes, at, 4));
            Assert.Equal(position, I32(at + 4));
            Assert.Equal(ids[row] == "NOTE" ? 0 : 1, I32(at + 12));
            int end = position + I32(at + 8);
            position = (end + 15) / 16 * 16;
            AssertZero(end, position);
        }

        Assert.Equal(Bytes.Length, position);
    }

    [Fact]
    public void Write_InputSpecification_IsAsDocumented()
    {
        int at = Section("INPT", 288);
        Assert.Equal((8, 8, 1, 1, 1, 0, Graph.Output), (U16(at), U16(at + 2), U16(at + 4), Bytes[at + 6], Bytes[at + 7], U16(at + 8), U16(at + 10)));
        AssertZero(at + 12, at + 32);
        Assert.Equal(Graph.InputSpec!.PixelToInt8, Int8(at + 32, 256));
    }

    [Fact]
    public void Write_Tensors_AreAsDocumented()
    {
        int at = Section("TENS", 24 * Graph.Tensors.Length);
        for (int index = 0; index < Graph.Tensors.Length; index++, at += 24)
        {
            QuantizedTensor tensor = Graph.Tensors[index];
            Assert.Equal(tensor.Shape, new TensorShape(U16(at), U16(at + 2), U16(at + 4)));
            Assert.Equal((tensor.Rank, Plan.TensorOffsets[index], tensor.Scale, tensor.ZeroPoint), (Bytes[at + 6], I32(at + 8), BitConverter.ToSingle(Bytes, at + 12), I32(at + 16)));
            AssertZero(at + 7, at + 8);
            AssertZero(at + 20, at + 24);
        }
    }

    [Fact]
    public void Write_Operators_AreAsDocumented()
    {
        int at = Section("OPER", 96 * Graph.Operators.Length);
        for (int index = 0; index < Graph.Operators.Length; index++, at += 96)
        {
            QuantizedOperator op = Graph.Operators[index];
            OperatorPlan plan = Plan.Operators[index];
            QuantizedTensor output = Graph.Tensors[op.Output];
            Assert.Equal(((int)op.Kind, plan.InPlaceMode, 0, (int)op.Activation), (Bytes[at], Bytes[at + 1], Bytes[at + 2], Bytes[at + 3]));
            Assert.Equal((op.Inputs[0], op.Inputs.Length > 1 ? op.Inputs[1] : 0xFFFF, op.Output, op.SourceIndex, op.SourceCount), (U16(at + 4), U16(at + 6), U16(at + 8), U16(at + 10), U16(at + 12)));
            Assert.Equal(
                op.Window,
                new Window(Bytes[at + 14], Bytes[at + 15], Bytes[at + 16], Bytes[at + 17], Bytes[at + 18], Bytes[at + 19], Bytes[at + 20], Bytes[at + 21]));
            (int minimum, int maximum) = ActivationRange.Of(op.Activation, output.Scale, output.ZeroPoint);
            Assert.Equal((op.DepthMultiplier, minimum, maximum), (U16(at + 22), (short)U16(at + 24), (short)U16(at + 26)));
            Assert.Equal((plan.ScratchOffset, plan.ScratchBytes), (I32(at + 28), I32(at + 32)));
            AssertZero(at + 76, at + 96);
            AssertConstants(op, at);
        }
    }

    [Fact]
    public void Write_LabelsSettingsAndNotes_AreAsDocumented()
    {
        int at = Section("LABL", 2 + 3 + "rose".Length + "Gänseblümchen".Length + 2 + 4);
        Assert.Equal(3, U16(at));
        at += 2;
        foreach (string label in Graph.Labels)
        {
            Assert.Equal(label, Encoding.UTF8.GetString(Bytes, at + 1, Bytes[at]));
            at += 1 + Bytes[at];
        }

        at = Section("DECI", 64);
        Assert.Equal((3, 61, 1, 2, 1, 0), (Bytes[at], Bytes[at + 1], (short)U16(at + 2), Bytes[at + 4], Bytes[at + 5], Bytes[at + 6]));
        AssertZero(at + 7, at + 64);
        at = Section("NOTE", 25);
        Assert.Equal("arch=tiny\nmade of=π = 3\n", Encoding.UTF8.GetString(Bytes, at, 25));
    }

    private static void AssertConstants(QuantizedOperator op, int at)
    {
        int channels = Graph.Tensors[op.Output].Shape.Channels;
        QuantizedTensor input = Graph.Tensors[op.Inputs[0]];
        if (op.Weights.Length == 0)
        {
            int[] parameters = Parameters(op, input);
            AssertZero(at + 36, at + 52);
            Assert.Equal(parameters, parameters.Select((_, index) => I32(at + 52 + 4 * index)));
            AssertZero(at + 52 + 4 * parameters.Length, at + 76);
            return;
        }

        int constants = Section("CNST");
        Assert.Equal([0, 0, 0, 0], [I32(at + 36) % 16, I32(at + 40) % 16, I32(at + 44) % 16, I32(at + 48) % 16]);
        Assert.Equal(op.Weights, Int8(constants + I32(at + 36), op.Weights.Length));
        for (int channel = 0; channel < channels; channel++)
        {
            Assert.Equal(op.Bias[channel], I32(constants + I32(at + 40) + 4 * channel));
            var multiplier = new QuantizedMultiplier(I32(constants + I32(at + 44) + 4 * channel), (sbyte)Bytes[constants + I32(at + 48) + channel]);
            Assert.Equal(QuantizedMultiplier.From(input.Scale, op.WeightScales[channel], Graph.Tensors[op.Output].Scale), multiplier);
        }
    }

    private static int[] Parameters(QuantizedOperator op, QuantizedTensor input)
    {
        float outScale = Graph.Tensors[op.Output].Scale;
        switch (op.Kind)
        {
            case OperatorKind.Softmax:
                (int multiplier, int shift, int smallest) = SoftmaxParameters.For(input.Scale);
                return [multiplier, shift, smallest];
            case OperatorKind.Add:
                return AddParameters.For(input.Scale, Graph.Tensors[op.Inputs[1]].Scale, outScale);
            case OperatorKind.Mean:
                return MeanParameters.For(input.Scale, outScale, input.Shape.Height * input.Shape.Width);
            default:
                return [];
        }
    }

    private static int Section(string id, int? length = null)
    {
        for (int at = 32; at < 32 + 16 * U16(6); at += 16)
        {
            if (Encoding.ASCII.GetString(Bytes, at, 4) == id)
            {
                Assert.Equal(length ?? I32(at + 8), I32(at + 8));
                return I32(at + 4);
            }
        }

        throw new InvalidOperationException($"no section {id}");
    }

    private static void AssertZero(int start, int end) => Assert.DoesNotContain(Bytes[start..end], value => value != 0);

    private static int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(at));

    private static int I32(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at));

    private static sbyte[] Int8(int at, int count) => [.. Bytes.AsSpan(at, count).ToArray().Select(value => (sbyte)value)];

    /// <summary>Bit by bit from the definition.</summary>
    private static uint Crc32Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
