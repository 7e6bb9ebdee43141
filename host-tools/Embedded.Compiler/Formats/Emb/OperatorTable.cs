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
        BinaryPrimitives.WriteUInt16LittleEndian(row[4..], (ushort)op.Inputs[0]);
        BinaryPrimitives.WriteUInt16LittleEndian(row[6..], op.Inputs.Length > 1 ? (ushort)op.Inputs[1] : (ushort)EmbFormat.NoTensor);
        BinaryPrimitives.WriteUInt16LittleEndian(row[8..], (ushort)op.Output);
        BinaryPrimitives.WriteUInt16LittleEndian(row[10..], (ushort)op.SourceIndex);
        BinaryPrimitives.WriteUInt16LittleEndian(row[12..], (ushort)op.SourceCount);
        row[14] = checked((byte)op.Window.FilterHeight);
        row[15] = checked((byte)op.Window.FilterWidth);
        row[16] = checked((byte)op.Window.StrideY);
        row[17] = checked((byte)op.Window.StrideX);
        row[18] = checked((byte)op.Window.PadTop);
        row[19] = checked((byte)op.Window.PadLeft);
        row[20] = checked((byte)op.Window.PadBottom);
        row[21] = checked((byte)op.Window.PadRight);
        BinaryPrimitives.WriteUInt16LittleEndian(row[22..], checked((ushort)op.DepthMultiplier));
        BinaryPrimitives.WriteInt16LittleEndian(row[24..], (short)minimum);
        BinaryPrimitives.WriteInt16LittleEndian(row[26..], (short)maximum);
        BinaryPrimitives.WriteInt32LittleEndian(row[28..], plan.ScratchOffset);
        BinaryPrimitives.WriteInt32LittleEndian(row[32..], plan.ScratchBytes);
        if (op.Weights.Length > 0)
        {
            QuantizedMultiplier[] multipliers = Array.ConvertAll(op.WeightScales, scale => QuantizedMultiplier.From(input.Scale, scale, output.Scale));
            BinaryPrimitives.WriteInt32LittleEndian(row[36..], constants.Add(op.Weights));
            BinaryPrimitives.WriteInt32LittleEndian(row[40..], constants.Add(op.Bias));
            BinaryPrimitives.WriteInt32LittleEndian(row[44..], constants.Add(Array.ConvertAll(multipliers, pair => pair.Multiplier)));
            BinaryPrimitives.WriteInt32LittleEndian(row[48..], constants.Add(Array.ConvertAll(multipliers, pair => (sbyte)pair.Shift)));
        }

        int[] parameters = Parameters(op, input);
        for (int index = 0; index < parameters.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(52 + 4 * index)..], parameters[index]);
        }
    }

    private static int[] Parameters(QuantizedOperator op, QuantizedTensor input)
    {
        if (op.Kind != OperatorKind.Softmax)
        {
            return [];
        }

        (int multiplier, int shift, int smallest) = SoftmaxParameters.For(input.Scale);
        return [multiplier, shift, smallest];
    }
}
