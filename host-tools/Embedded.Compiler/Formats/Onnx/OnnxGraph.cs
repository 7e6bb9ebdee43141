// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>A GraphProto being written: nodes in execution order, and the constants (initializers) that they name.</summary>
internal sealed class OnnxGraph
{
    private readonly HashSet<string> _constants = [];

    public OnnxGraph(string name, string description) => Message.Add(OnnxFields.GraphName, name).Add(OnnxFields.GraphDocString, description);

    /// <summary>The GraphProto.</summary>
    public ProtoMessage Message { get; } = new();

    /// <summary>Appends a node with one output and returns the output's name; an input "" is an optional one left out.</summary>
    public string Node(string opType, string output, string[] inputs, params OnnxAttribute[] attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
        {
            node.Add(OnnxFields.NodeInput, input);
        }

        node.Add(OnnxFields.NodeOutput, output).Add(OnnxFields.NodeName, output + "_node").Add(OnnxFields.NodeOpType, opType);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Add(OnnxFields.NodeAttribute, attribute.Message);
        }

        Message.Add(OnnxFields.GraphNode, node);
        return output;
    }

    /// <summary>Adds a constant and returns its name; a name that is already there is not added again. No dimensions: a scalar.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params long[] dimensions) =>
        Constant(name, OnnxFields.ElementFloat, MemoryMarshal.AsBytes(values), dimensions);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, long[])" />
    public string Constant(string name, ReadOnlySpan<sbyte> values, params long[] dimensions) =>
        Constant(name, OnnxFields.ElementInt8, MemoryMarshal.AsBytes(values), dimensions);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, long[])" />
    public string Constant(string name, ReadOnlySpan<int> values, params long[] dimensions) =>
        Constant(name, OnnxFields.ElementInt32, MemoryMarshal.AsBytes(values), dimensions);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, long[])" />
    public string Constant(string name, ReadOnlySpan<long> values, params long[] dimensions) =>
        Constant(name, OnnxFields.ElementInt64, MemoryMarshal.AsBytes(values), dimensions);

    /// <summary>Declares the int8 input or output of the graph.</summary>
    /// <param name="field">GraphInput or GraphOutput.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dimensions">Its shape.</param>
    public void Declare(int field, string name, long[] dimensions)
    {
        var shape = new ProtoMessage();
        foreach (long dimension in dimensions)
        {
            shape.Add(OnnxFields.ShapeDim, new ProtoMessage().Add(OnnxFields.DimValue, dimension));
        }

        ProtoMessage type = new ProtoMessage().Add(OnnxFields.TensorTypeElement, OnnxFields.ElementInt8).Add(OnnxFields.TensorTypeShape, shape);
        Message.Add(field, new ProtoMessage()
            .Add(OnnxFields.ValueName, name)
            .Add(OnnxFields.ValueType, new ProtoMessage().Add(OnnxFields.TypeTensor, type)));
    }

    /// <summary>TensorProto.raw_data is little-endian, like the platforms that this program runs on.</summary>
    private string Constant(string name, int element, ReadOnlySpan<byte> bytes, long[] dimensions)
    {
        if (_constants.Add(name))
        {
            Message.Add(OnnxFields.GraphInitializer, new ProtoMessage()
                .AddAll(OnnxFields.TensorDims, dimensions)
                .Add(OnnxFields.TensorDataType, element)
                .Add(OnnxFields.TensorName, name)
                .Add(OnnxFields.TensorRawData, bytes.ToArray()));
        }

        return name;
    }
}
