// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Google.FlatBuffers;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Writes a <see cref="TfLiteModel"/> as a .tflite file, schema version 3. Same model, same bytes.</summary>
public static class TfLiteWriter
{
    private const int DataAlignment = 16; // Buffer.data in the schema: force_align

    /// <summary>The file.</summary>
    public static byte[] Write(TfLiteModel model)
    {
        var builder = new FlatBufferBuilder(1 << 16);
        int metadata = model.InputRange == null ? 0 : 1;
        var buffers = new List<int> { WriteBuffer(builder, default) };
        int[] tensors = [.. model.Tensors.Select(tensor => WriteTensor(builder, tensor, buffers))];
        if (metadata > 0)
        {
            int channels = model.Tensors[model.Input].Shape[^1];
            buffers.Add(WriteBuffer(builder, TfLiteMetadata.Write(model.InputRange!, channels, model.Labels.Length > 0)));
        }

        (TfLiteOpcode Code, int Version)[] codes = [.. model.Operators.Select(op => (op.Code, op.Version)).Distinct()];
        int codeTables = Vector(builder, [.. codes.Select(code => WriteCode(builder, code.Code, code.Version))]);
        int operators = Vector(builder, [.. model.Operators.Select(op => WriteOperator(builder, op, Array.IndexOf(codes, (op.Code, op.Version))))]);
        int subgraph = WriteSubgraph(builder, model, Vector(builder, tensors), operators);
        int subgraphs = Vector(builder, [subgraph]);
        int bufferTables = Vector(builder, [.. buffers]);
        int description = builder.CreateString(model.Description).Value;
        int entries = metadata > 0 ? Vector(builder, [WriteMetadataEntry(builder, buffers.Count - 1)]) : 0;
        builder.StartTable(TfLiteSchema.Model.Fields);
        builder.AddUint(TfLiteSchema.Model.Version, TfLiteSchema.Version, 0);
        builder.AddOffset(TfLiteSchema.Model.OperatorCodes, codeTables, 0);
        builder.AddOffset(TfLiteSchema.Model.Subgraphs, subgraphs, 0);
        builder.AddOffset(TfLiteSchema.Model.Description, description, 0);
        builder.AddOffset(TfLiteSchema.Model.Buffers, bufferTables, 0);
        builder.AddOffset(TfLiteSchema.Model.Metadata, entries, 0);
        builder.Finish(builder.EndTable(), TfLiteSchema.Identifier);
        byte[] file = builder.SizedByteArray();
        return model.Labels.Length > 0 ? TfLiteMetadata.AppendLabels(file, model.Labels) : file;
    }

    private static int WriteSubgraph(FlatBufferBuilder builder, TfLiteModel model, int tensors, int operators)
    {
        int inputs = Values(builder, [model.Input]);
        int outputs = Values(builder, [model.Output]);
        int name = builder.CreateString("main").Value;
        builder.StartTable(TfLiteSchema.SubGraph.Fields);
        builder.AddOffset(TfLiteSchema.SubGraph.Tensors, tensors, 0);
        builder.AddOffset(TfLiteSchema.SubGraph.Inputs, inputs, 0);
        builder.AddOffset(TfLiteSchema.SubGraph.Outputs, outputs, 0);
        builder.AddOffset(TfLiteSchema.SubGraph.Operators, operators, 0);
        builder.AddOffset(TfLiteSchema.SubGraph.Name, name, 0);
        return builder.EndTable();
    }

    private static int WriteTensor(FlatBufferBuilder builder, TfLiteTensor tensor, List<int> buffers)
    {
        buffers.Add(WriteBuffer(builder, tensor.Data)); // one a tensor, as TensorFlow's converter does; activations have an empty one
        int shape = Values(builder, tensor.Shape);
        int name = builder.CreateString(tensor.Name).Value;
        int quantization = tensor.Scales.Length == 0 ? 0 : WriteQuantization(builder, tensor);
        builder.StartTable(TfLiteSchema.Tensor.Fields);
        builder.AddOffset(TfLiteSchema.Tensor.Shape, shape, 0);
        builder.AddSbyte(TfLiteSchema.Tensor.Type, (sbyte)tensor.Type, 0);
        builder.AddUint(TfLiteSchema.Tensor.Buffer, (uint)(buffers.Count - 1), 0);
        builder.AddOffset(TfLiteSchema.Tensor.Name, name, 0);
        builder.AddOffset(TfLiteSchema.Tensor.Quantization, quantization, 0);
        return builder.EndTable();
    }

    private static int WriteQuantization(FlatBufferBuilder builder, TfLiteTensor tensor)
    {
        int scales = Values(builder, tensor.Scales);
        int zeroPoints = Values(builder, tensor.ZeroPoints);
        builder.StartTable(TfLiteSchema.Quantization.Fields);
        builder.AddOffset(TfLiteSchema.Quantization.Scale, scales, 0);
        builder.AddOffset(TfLiteSchema.Quantization.ZeroPoint, zeroPoints, 0);
        builder.AddInt(TfLiteSchema.Quantization.QuantizedDimension, tensor.QuantizedDimension, 0);
        return builder.EndTable();
    }

    private static int WriteBuffer(FlatBufferBuilder builder, ReadOnlyMemory<byte> data)
    {
        int vector = 0;
        if (data.Length > 0)
        {
            builder.StartVector(1, data.Length, DataAlignment);
            builder.Put(MemoryMarshal.TryGetArray(data, out ArraySegment<byte> bytes) ? bytes : data.ToArray());
            vector = builder.EndVector().Value;
        }

        builder.StartTable(TfLiteSchema.Buffer.Fields);
        builder.AddOffset(TfLiteSchema.Buffer.Data, vector, 0);
        return builder.EndTable();
    }

    private static int WriteCode(FlatBufferBuilder builder, TfLiteOpcode code, int version)
    {
        builder.StartTable(TfLiteSchema.OperatorCode.Fields);
        builder.AddSbyte(TfLiteSchema.OperatorCode.DeprecatedBuiltinCode, (sbyte)Math.Min((int)code, TfLiteSchema.OperatorCode.Placeholder), 0);
        builder.AddInt(TfLiteSchema.OperatorCode.Version, version, 1);
        builder.AddInt(TfLiteSchema.OperatorCode.BuiltinCode, (int)code, 0);
        return builder.EndTable();
    }

    private static int WriteOperator(FlatBufferBuilder builder, TfLiteOperator op, int opcode)
    {
        int inputs = Values(builder, op.Inputs);
        int outputs = Values(builder, op.Outputs);
        int options = TfLiteOptionTable.Write(builder, op.Code, op.Options);
        builder.StartTable(TfLiteSchema.Operator.Fields);
        builder.AddUint(TfLiteSchema.Operator.OpcodeIndex, (uint)opcode, 0);
        builder.AddOffset(TfLiteSchema.Operator.Inputs, inputs, 0);
        builder.AddOffset(TfLiteSchema.Operator.Outputs, outputs, 0);
        builder.AddByte(TfLiteSchema.Operator.OptionsType, TfLiteOptionTable.TypeOf(op.Code), 0);
        builder.AddOffset(TfLiteSchema.Operator.Options, options, 0);
        return builder.EndTable();
    }

    private static int WriteMetadataEntry(FlatBufferBuilder builder, int buffer)
    {
        int name = builder.CreateString(TfLiteMetadata.EntryName).Value;
        builder.StartTable(TfLiteSchema.Metadata.Fields);
        builder.AddOffset(TfLiteSchema.Metadata.Name, name, 0);
        builder.AddUint(TfLiteSchema.Metadata.Buffer, (uint)buffer, 0);
        return builder.EndTable();
    }

    private static int Vector(FlatBufferBuilder builder, int[] tables)
    {
        builder.StartVector(4, tables.Length, 4);
        for (int index = tables.Length - 1; index >= 0; index--)
        {
            builder.AddOffset(tables[index]);
        }

        return builder.EndVector().Value;
    }

    private static int Values<T>(FlatBufferBuilder builder, T[] values)
        where T : struct
    {
        int size = Marshal.SizeOf<T>();
        builder.StartVector(size, values.Length, size);
        builder.Add(values);
        return builder.EndVector().Value;
    }
}
