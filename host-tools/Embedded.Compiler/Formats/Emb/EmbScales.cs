// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Writes other scales, and the numbers that follow from them, over those of a file: nothing moves.</summary>
internal static class EmbScales
{
    /// <summary>Changes what differs between two graphs that are alike but for scales.</summary>
    /// <param name="bytes">The file, changed in place; its CRC-32 is left to the caller.</param>
    /// <param name="sections">Where its sections lie.</param>
    /// <param name="before">The graph in the file.</param>
    /// <param name="after">The same graph with other scales.</param>
    public static void Replace(byte[] bytes, SectionTable sections, QuantizedGraph before, QuantizedGraph after)
    {
        for (int index = 0; index < before.Tensors.Length; index++)
        {
            if (IsChanged(index))
            {
                int row = sections.Start(EmbFormat.TensorSection) + index * EmbFormat.TensorBytes;
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(row + 12), after.Tensors[index].Scale);
            }
        }

        for (int index = 0; index < before.Operators.Length; index++)
        {
            QuantizedOperator op = after.Operators[index];
            if (op.Inputs.Any(IsChanged) || IsChanged(op.Output))
            {
                WriteOperator(bytes, sections, after, index);
            }
        }

        bool IsChanged(int tensor) => before.Tensors[tensor] != after.Tensors[tensor];
    }

    private static void WriteOperator(byte[] bytes, SectionTable sections, QuantizedGraph graph, int index)
    {
        QuantizedOperator op = graph.Operators[index];
        Span<byte> row = bytes.AsSpan(sections.Start(EmbFormat.OperatorSection) + index * EmbFormat.OperatorBytes, EmbFormat.OperatorBytes);
        int[] parameters = OperatorTable.Parameters(graph, op);
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(52 + 4 * parameter)..], parameters[parameter]);
        }

        if (op.Weights.Length == 0)
        {
            return;
        }

        QuantizedMultiplier[] pairs = OutputMultipliers.Of(op, graph.Tensors[op.Inputs[0]].Scale, graph.Tensors[op.Output].Scale);
        Span<byte> constants = bytes.AsSpan(sections.Start(EmbFormat.ConstantSection));
        Span<byte> multipliers = constants[BinaryPrimitives.ReadInt32LittleEndian(row[44..])..];
        Span<byte> shifts = constants[BinaryPrimitives.ReadInt32LittleEndian(row[48..])..];
        for (int channel = 0; channel < pairs.Length; channel++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(multipliers[(4 * channel)..], pairs[channel].Multiplier);
            shifts[channel] = (byte)(sbyte)pairs[channel].Shift;
        }
    }
}
