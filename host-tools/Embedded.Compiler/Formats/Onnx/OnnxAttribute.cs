// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.Onnx;

/// <summary>An attribute of a node: one integer or a list of them, which are two types to ONNX.</summary>
internal sealed class OnnxAttribute
{
    private readonly ProtoMessage _message = new();

    /// <summary>An attribute of type INT.</summary>
    public OnnxAttribute(string name, long value) => _message
        .Add(OnnxFields.AttributeName, name)
        .Add(OnnxFields.AttributeKind, OnnxFields.AttributeKindInt)
        .Add(OnnxFields.AttributeInt, value);

    /// <summary>An attribute of type INTS.</summary>
    public OnnxAttribute(string name, long[] values) => _message
        .Add(OnnxFields.AttributeName, name)
        .Add(OnnxFields.AttributeKind, OnnxFields.AttributeKindInts)
        .AddAll(OnnxFields.AttributeInts, values);

    /// <summary>The AttributeProto.</summary>
    public ProtoMessage Message => _message;
}
