// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Writes the operator table and its constants.</summary>
internal static class OperatorTable
{
    public static byte[] Write(QuantizedGraph graph, MemoryPlan plan, ConstantBuilder constants)
    {
        var table = new byte[graph.Operators.Length * EmbFormat.OperatorBytes];
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            Write(graph, graph.Operators[index], plan.Operators[index], constants, table.AsSpan(index * EmbFormat.OperatorBytes, EmbFormat.OperatorBytes));
        }

        return table;
    }

    private static void Write(QuantizedGraph graph, QuantizedOperator op, OperatorPlan plan, ConstantBuilder constants, Span<byte> row)
    {
        QuantizedTensor input = graph.Tensors[op.Inputs[0]];
        QuantizedTensor output = graph.Tensors[op.Output];
        (int minimum, int maximum) = ActivationRange.Of(op.Activation, output.Scale, output.ZeroPoint);
        row[0] = (byte)op.Kind;
        row[1] = (byte)plan.InPlaceMode;
        row[2] = EmbFormat.ReferenceLayout;
        row[3] = (byte)op.Activation;
        BinaryPrimitives.WriteUInt16LittleEndian(row[4..], Field.UInt16(op.Inputs[0], $"the input of {op.Name}"));
        BinaryPrimitives.WriteUInt16LittleEndian(row[6..], op.Inputs.Length > 1 ? Field.UInt16(op.Inputs[1], $"the input of {op.Name}") : (ushort)EmbFormat.NoTensor);
        BinaryPrimitives.WriteUInt16LittleEndian(row[8..], Field.UInt16(op.Output, $"the output of {op.Name}"));
        BinaryPrimitives.WriteUInt16LittleEndian(row[10..], Field.UInt16(op.SourceIndex, $"the source index of {op.Name}"));
        BinaryPrimitives.WriteUInt16LittleEndian(row[12..], Field.UInt16(op.SourceCount, $"the source count of {op.Name}"));
        row[14] = Field.Byte(op.Window.FilterHeight, $"the filter height of {op.Name}");
        row[15] = Field.Byte(op.Window.FilterWidth, $"the filter width of {op.Name}");
        row[16] = Field.Byte(op.Window.StrideY, $"the vertical stride of {op.Name}");
        row[17] = Field.Byte(op.Window.StrideX, $"the horizontal stride of {op.Name}");
        row[18] = Field.Byte(op.Window.PadTop, $"the padding above of {op.Name}");
        row[19] = Field.Byte(op.Window.PadLeft, $"the padding left of {op.Name}");
        row[20] = Field.Byte(op.Window.PadBottom, $"the padding below of {op.Name}");
        row[21] = Field.Byte(op.Window.PadRight, $"the padding right of {op.Name}");
        BinaryPrimitives.WriteUInt16LittleEndian(row[22..], Field.UInt16(op.DepthMultiplier, $"the depth multiplier of {op.Name}"));
        BinaryPrimitives.WriteInt16LittleEndian(row[24..], (short)minimum);
        BinaryPrimitives.WriteInt16LittleEndian(row[26..], (short)maximum);
        BinaryPrimitives.WriteInt32LittleEndian(row[28..], plan.ScratchOffset);
        BinaryPrimitives.WriteInt32LittleEndian(row[32..], plan.ScratchBytes);
        if (op.Weights.Length > 0)
        {
            QuantizedMultiplier[] multipliers = OutputMultipliers.Of(op, input.Scale, output.Scale);
            BinaryPrimitives.WriteInt32LittleEndian(row[36..], constants.Add(op.Weights));
            BinaryPrimitives.WriteInt32LittleEndian(row[40..], constants.Add(op.Bias));
            BinaryPrimitives.WriteInt32LittleEndian(row[44..], constants.Add(Array.ConvertAll(multipliers, pair => pair.Multiplier)));
            BinaryPrimitives.WriteInt32LittleEndian(row[48..], constants.Add(Array.ConvertAll(multipliers, pair => (sbyte)pair.Shift)));
        }

        int[] parameters = Parameters(graph, op);
        for (int index = 0; index < parameters.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(52 + 4 * index)..], parameters[index]);
        }
    }

    /// <summary>The numbers of an operator without weights; as many as its kind has.</summary>
    /// <exception cref="ArgumentException">A sum without two inputs, or scales that the kind's arithmetic cannot hold.</exception>
    public static int[] Parameters(QuantizedGraph graph, QuantizedOperator op)
    {
        float inScale = graph.Tensors[op.Inputs[0]].Scale;
        float outScale = graph.Tensors[op.Output].Scale;
        switch (op.Kind)
        {
            case OperatorKind.Softmax:
                (int multiplier, int shift, int smallest) = SoftmaxParameters.For(inScale);
                return [multiplier, shift, smallest];
            case OperatorKind.Add:
                return op.Inputs.Length == 2
                    ? AddParameters.For(inScale, graph.Tensors[op.Inputs[1]].Scale, outScale)
                    : throw new ArgumentException($"{op.Name} adds {op.Inputs.Length} tensors; an .emb file can hold sums of two");
            case OperatorKind.Mean:
                TensorShape shape = graph.Tensors[op.Inputs[0]].Shape;
                return MeanParameters.For(inScale, outScale, shape.Height * shape.Width);
            default:
                return [];
        }
    }
}
