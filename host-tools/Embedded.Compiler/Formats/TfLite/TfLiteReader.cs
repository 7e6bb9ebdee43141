// SPDX-License-Identifier: MIT
using Embedded.Data;
using Google.FlatBuffers;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Reads a .tflite file (TensorFlow Lite schema, version 3). Nothing in it is believed: every index and length is checked.</summary>
public static class TfLiteReader
{
    private const int MinimumBytes = 8;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TfLiteException">The file cannot be read or is no network that this project can use.</exception>
    public static TfLiteModel Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new TfLiteException($"{path}: {(Directory.Exists(path) ? "this is a folder; name the .tflite file" : "there is no such file")}");
        }

        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (TfLiteException exception)
        {
            throw new TfLiteException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TfLiteException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads bytes.</summary>
    /// <exception cref="TfLiteException">They are no network that this project can use.</exception>
    public static TfLiteModel Parse(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new TfLiteException("the file is empty; copy or convert it again");
        }

        if (bytes.AsSpan().StartsWith("EMB"u8))
        {
            throw new TfLiteException("this is no .tflite file but an .emb model; give it a name that ends in .emb");
        }

        var buffer = new ByteBuffer(bytes);
        if (bytes.Length < MinimumBytes || !Table.__has_identifier(buffer, TfLiteSchema.Identifier))
        {
            throw new TfLiteException("this is no .tflite file (bytes 4 to 7 are not \"TFL3\"); name a TensorFlow Lite model");
        }

        try
        {
            return Read(FlatTable.Root(buffer), bytes);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new TfLiteException("the file is damaged: a table or list points outside of it; copy or convert it again", exception);
        }
    }

    private static TfLiteModel Read(FlatTable root, byte[] bytes)
    {
        TfLiteException.Require(root.UInt(TfLiteSchema.Model.Version) == TfLiteSchema.Version, $"the file's schema version is {root.UInt(TfLiteSchema.Model.Version)}; only version 3 can be read");
        FlatTable[] subgraphs = root.Children(TfLiteSchema.Model.Subgraphs);
        TfLiteException.Require(subgraphs.Length == 1, $"the model has {subgraphs.Length} subgraphs; only one can be imported, convert it without control flow and extra signatures");
        FlatTable subgraph = subgraphs[0];
        FlatTable[] buffers = root.Children(TfLiteSchema.Model.Buffers);
        TfLiteTensor[] tensors = [.. subgraph.Children(TfLiteSchema.SubGraph.Tensors).Select((table, index) => ReadTensor(table, index, buffers))];
        FlatTable[] codes = root.Children(TfLiteSchema.Model.OperatorCodes);
        TfLiteOperator[] operators = [.. subgraph.Children(TfLiteSchema.SubGraph.Operators).Select((table, index) => ReadOperator(table, index, codes, tensors.Length))];
        TfLiteMetadata metadata = TfLiteMetadata.Read(root, buffers, bytes);
        return new TfLiteModel
        {
            Tensors = tensors,
            Operators = operators,
            Input = Single(subgraph.Ints(TfLiteSchema.SubGraph.Inputs), tensors.Length, "input"),
            Output = Single(subgraph.Ints(TfLiteSchema.SubGraph.Outputs), tensors.Length, "output"),
            Labels = metadata.Labels,
            InputRange = metadata.InputRange,
            Description = root.Text(TfLiteSchema.Model.Description),
        };
    }

    private static int Single(int[] indices, int tensors, string what)
    {
        TfLiteException.Require(indices.Length == 1, $"the model has {indices.Length} {what}s; only networks with one {what} can be imported, convert a part of it that has one");
        TfLiteException.Require(indices[0] >= 0 && indices[0] < tensors, $"the model's {what} is tensor {indices[0]}, which does not exist; the file is damaged");
        return indices[0];
    }

    private static TfLiteTensor ReadTensor(FlatTable table, int index, FlatTable[] buffers)
    {
        string name = table.Text(TfLiteSchema.Tensor.Name);
        string place = $"tensor {index} \"{name}\"";
        int[] shape = table.Ints(TfLiteSchema.Tensor.Shape);
        TfLiteException.Require(shape.Aggregate(1.0, (count, side) => count * side) <= int.MaxValue, $"{place} has the shape {string.Join("x", shape)}, which is too large");
        TfLiteException.Require(!table.Has(TfLiteSchema.Tensor.Sparsity), $"{place} is sparse; convert the model without sparsity");
        long buffer = table.UInt(TfLiteSchema.Tensor.Buffer);
        TfLiteException.Require(buffer < buffers.Length, $"{place} has buffer {buffer}, which does not exist; the file is damaged");
        TfLiteException.Require(buffers[buffer].ULong(TfLiteSchema.Buffer.Offset) <= 1, $"{place} keeps its values outside of the model's tables, as files above 2 GB do; this is too large");
        FlatTable? quantization = table.Child(TfLiteSchema.Tensor.Quantization);
        float[] scales = quantization?.Floats(TfLiteSchema.Quantization.Scale) ?? [];
        long[] zeroPoints = quantization?.Longs(TfLiteSchema.Quantization.ZeroPoint) ?? [];
        TfLiteException.Require(zeroPoints.Length == scales.Length || zeroPoints.Length == 0, $"{place} has {scales.Length} scales and {zeroPoints.Length} zero points; the file is damaged");
        TfLiteException.Require(Array.TrueForAll(scales, scale => scale > 0 && float.IsFinite(scale)), $"{place} has a scale that is not above 0; the file is damaged or its quantization was left out");
        return new TfLiteTensor
        {
            Name = name,
            Type = (TfLiteType)table.SByte(TfLiteSchema.Tensor.Type),
            Shape = shape,
            Scales = scales,
            ZeroPoints = zeroPoints.Length == 0 ? new long[scales.Length] : zeroPoints,
            QuantizedDimension = quantization?.Int(TfLiteSchema.Quantization.QuantizedDimension) ?? 0,
            Data = buffer == 0 ? default : buffers[buffer].Bytes(TfLiteSchema.Buffer.Data),
        };
    }

    private static TfLiteOperator ReadOperator(FlatTable table, int index, FlatTable[] codes, int tensors)
    {
        long opcode = table.UInt(TfLiteSchema.Operator.OpcodeIndex);
        TfLiteException.Require(opcode < codes.Length, $"operator {index} has code {opcode}, which does not exist; the file is damaged");
        FlatTable entry = codes[opcode];
        int old = entry.SByte(TfLiteSchema.OperatorCode.DeprecatedBuiltinCode);
        var code = (TfLiteOpcode)Math.Max(old, entry.Int(TfLiteSchema.OperatorCode.BuiltinCode));
        int[] inputs = table.Ints(TfLiteSchema.Operator.Inputs);
        int[] outputs = table.Ints(TfLiteSchema.Operator.Outputs);
        string place = $"operator {index} ({TfLiteOpcodes.NameOf(code)})";
        TfLiteException.Require(inputs.All(tensor => tensor >= -1 && tensor < tensors) && outputs.All(tensor => tensor >= 0 && tensor < tensors), $"{place} names a tensor that does not exist; the file is damaged");
        return new TfLiteOperator
        {
            Code = code,
            CustomName = code == TfLiteOpcode.Custom ? entry.Text(TfLiteSchema.OperatorCode.CustomCode) : null,
            Version = entry.Int(TfLiteSchema.OperatorCode.Version, 1),
            Inputs = inputs,
            Outputs = outputs,
            Options = TfLiteOptionTable.Read(code, table, place),
        };
    }
}
