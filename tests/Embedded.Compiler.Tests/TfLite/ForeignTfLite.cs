// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Embedded.Compiler.Formats.TfLite;
using Google.FlatBuffers;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>
/// Writes a network as newer converters do, with what this project's writer leaves out: one buffer for equal constants, shape
/// signatures with an open batch, ranges beside scales, signature defs, several metadata entries, and fields that no schema has yet.
/// </summary>
internal sealed class ForeignTfLite
{
    private readonly TfLiteModel _model;
    private readonly FlatBufferBuilder _builder = new(4096);
    private readonly List<int> _buffers = [];
    private readonly Dictionary<string, int> _bufferOf = [];

    private ForeignTfLite(TfLiteModel model)
    {
        _model = model;
    }

    /// <summary>How often the subgraph stands in the file.</summary>
    public int Subgraphs { get; init; } = 1;

    /// <summary>How often the input is listed.</summary>
    public int Inputs { get; init; } = 1;

    /// <summary>Marks every constant as sparse.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Version of the schema.</summary>
    public uint Version { get; init; } = 3;

    /// <summary>The file.</summary>
    public static byte[] Write(TfLiteModel model, int subgraphs = 1, int inputs = 1, bool isSparse = false, uint version = 3) =>
        new ForeignTfLite(model) { Subgraphs = subgraphs, Inputs = inputs, IsSparse = isSparse, Version = version }.Write();

    private byte[] Write()
    {
        _buffers.Add(Buffer(default));
        int metadataBuffer = Data("1.5.0\0\0\0\0\0\0\0\0\0\0\0"u8.ToArray());
        (TfLiteOpcode Code, string? Custom)[] codes = [.. _model.Operators.Select(op => (op.Code, op.CustomName)).Distinct()];
        int codeTables = Vector([.. codes.Select(code => Code(code.Code, code.Custom))]);
        int subgraphs = Vector([.. Enumerable.Range(0, Subgraphs).Select(_ => Subgraph(codes))]);
        int metadata = Vector([Metadata("min_runtime_version", metadataBuffer), Metadata("CONVERSION_METADATA", metadataBuffer)]);
        int signatures = Vector([Signature()]);
        int metadataBuffers = Values([metadataBuffer]);
        int buffers = Vector([.. _buffers]);
        int description = _builder.CreateString("MLIR Converted.").Value;
        _builder.StartTable(13);
        _builder.AddUint(0, Version, 0);
        _builder.AddOffset(1, codeTables, 0);
        _builder.AddOffset(2, subgraphs, 0);
        _builder.AddOffset(3, description, 0);
        _builder.AddOffset(4, buffers, 0);
        _builder.AddOffset(5, metadataBuffers, 0);
        _builder.AddOffset(6, metadata, 0);
        _builder.AddOffset(7, signatures, 0);
        _builder.AddInt(12, 77, 0); // of a schema to come
        _builder.Finish(_builder.EndTable(), "TFL3");
        return _builder.SizedByteArray();
    }

    private int Subgraph((TfLiteOpcode Code, string? Custom)[] codes)
    {
        int tensors = Vector([.. _model.Tensors.Select(Tensor)]);
        int operators = Vector([.. _model.Operators.Select(op => Operator(op, Array.IndexOf(codes, (op.Code, op.CustomName))))]);
        int inputs = Values([.. Enumerable.Repeat(_model.Input, Inputs)]);
        int outputs = Values([_model.Output]);
        int name = _builder.CreateString("main").Value;
        _builder.StartTable(8);
        _builder.AddOffset(0, tensors, 0);
        _builder.AddOffset(1, inputs, 0);
        _builder.AddOffset(2, outputs, 0);
        _builder.AddOffset(3, operators, 0);
        _builder.AddOffset(4, name, 0);
        _builder.AddInt(5, -1, 0); // debug_metadata_index
        _builder.AddInt(7, 77, 0);
        return _builder.EndTable();
    }

    private int Tensor(TfLiteTensor tensor)
    {
        int buffer = tensor.Data.Length > 0 ? Data(tensor.Data.ToArray()) : 0;
        int shape = Values(tensor.Shape);
        int signature = Values([.. tensor.Shape.Select((side, axis) => axis == 0 && tensor.Data.Length == 0 ? -1 : side)]);
        int name = _builder.CreateString(tensor.Name).Value;
        int quantization = tensor.Scales.Length == 0 ? 0 : Quantization(tensor);
        int sparsity = 0;
        if (IsSparse && tensor.Data.Length > 0)
        {
            _builder.StartTable(3);
            sparsity = _builder.EndTable();
        }

        _builder.StartTable(12);
        _builder.AddOffset(0, shape, 0);
        _builder.AddSbyte(1, (sbyte)tensor.Type, 0);
        _builder.AddUint(2, (uint)buffer, 0);
        _builder.AddOffset(3, name, 0);
        _builder.AddOffset(4, quantization, 0);
        _builder.AddOffset(6, sparsity, 0);
        _builder.AddOffset(7, signature, 0);
        _builder.AddBool(8, true, false); // has_rank
        _builder.AddInt(11, 77, 0);
        return _builder.EndTable();
    }

    private int Quantization(TfLiteTensor tensor)
    {
        int min = Values(Array.ConvertAll(tensor.Scales, scale => -128 * scale));
        int max = Values(Array.ConvertAll(tensor.Scales, scale => 127 * scale));
        int scales = Values(tensor.Scales);
        int zeroPoints = Values(tensor.ZeroPoints);
        _builder.StartTable(8);
        _builder.AddOffset(0, min, 0);
        _builder.AddOffset(1, max, 0);
        _builder.AddOffset(2, scales, 0);
        _builder.AddOffset(3, zeroPoints, 0);
        _builder.AddInt(6, tensor.QuantizedDimension, 0);
        _builder.AddInt(7, 77, 0);
        return _builder.EndTable();
    }

    private int Operator(TfLiteOperator op, int opcode)
    {
        int inputs = Values(op.Inputs);
        int outputs = Values(op.Outputs);
        int options = TfLiteOptionTable.Write(_builder, op.Code, op.Options);
        int none = Values<int>([]);
        _builder.StartTable(15);
        _builder.AddUint(0, (uint)opcode, 0);
        _builder.AddOffset(1, inputs, 0);
        _builder.AddOffset(2, outputs, 0);
        _builder.AddByte(3, TfLiteOptionTable.TypeOf(op.Code), 0);
        _builder.AddOffset(4, options, 0);
        _builder.AddOffset(8, none, 0); // intermediates
        _builder.AddInt(14, 77, 0);
        return _builder.EndTable();
    }

    private int Code(TfLiteOpcode code, string? custom)
    {
        int name = custom == null ? 0 : _builder.CreateString(custom).Value;
        _builder.StartTable(5);
        _builder.AddSbyte(0, (sbyte)Math.Min((int)code, 127), 0);
        _builder.AddOffset(1, name, 0);
        _builder.AddInt(2, 7, 1); // newer versions of an operator may only add what its options say
        _builder.AddInt(3, (int)code, 0);
        _builder.AddInt(4, 77, 0);
        return _builder.EndTable();
    }

    private int Signature()
    {
        int inputs = Vector([TensorMap("image", _model.Input)]);
        int outputs = Vector([TensorMap("scores", _model.Output)]);
        int key = _builder.CreateString("serving_default").Value;
        _builder.StartTable(5);
        _builder.AddOffset(0, inputs, 0);
        _builder.AddOffset(1, outputs, 0);
        _builder.AddOffset(2, key, 0);
        return _builder.EndTable();
    }

    private int TensorMap(string text, int tensor)
    {
        int name = _builder.CreateString(text).Value;
        _builder.StartTable(2);
        _builder.AddOffset(0, name, 0);
        _builder.AddUint(1, (uint)tensor, 0);
        return _builder.EndTable();
    }

    private int Metadata(string text, int buffer)
    {
        int name = _builder.CreateString(text).Value;
        _builder.StartTable(2);
        _builder.AddOffset(0, name, 0);
        _builder.AddUint(1, (uint)buffer, 0);
        return _builder.EndTable();
    }

    /// <summary>Number of the buffer with these bytes, an earlier one if there is one.</summary>
    private int Data(byte[] bytes)
    {
        string key = Convert.ToBase64String(bytes);
        if (!_bufferOf.TryGetValue(key, out int buffer))
        {
            buffer = _bufferOf[key] = _buffers.Count;
            _buffers.Add(Buffer(bytes));
        }

        return buffer;
    }

    private int Buffer(byte[]? bytes)
    {
        int vector = 0;
        if (bytes != null)
        {
            _builder.StartVector(1, bytes.Length, 16);
            _builder.Put(bytes);
            vector = _builder.EndVector().Value;
        }

        _builder.StartTable(5);
        _builder.AddOffset(0, vector, 0);
        _builder.AddInt(4, 77, 0);
        return _builder.EndTable();
    }

    private int Vector(int[] tables)
    {
        _builder.StartVector(4, tables.Length, 4);
        for (int index = tables.Length - 1; index >= 0; index--)
        {
            _builder.AddOffset(tables[index]);
        }

        return _builder.EndVector().Value;
    }

    private int Values<T>(T[] values)
        where T : struct
    {
        int size = Marshal.SizeOf<T>();
        _builder.StartVector(size, values.Length, size);
        _builder.Add(values);
        return _builder.EndVector().Value;
    }
}
