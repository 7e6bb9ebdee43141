// SPDX-License-Identifier: MIT
using Google.Protobuf;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>One protocol buffers message being written, field by field; repeated fields are added several times.</summary>
internal sealed class ProtoMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtoMessage() => _output = new CodedOutputStream(_bytes);

    /// <summary>An int64, int32 or enum field.</summary>
    public ProtoMessage Add(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    /// <summary>A string field, UTF-8.</summary>
    public ProtoMessage Add(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    /// <summary>A bytes field.</summary>
    public ProtoMessage Add(int field, byte[] value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(ByteString.CopyFrom(value));
        return this;
    }

    /// <summary>A message field; the message is complete.</summary>
    public ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.ToArray());

    /// <summary>A repeated field of integers.</summary>
    public ProtoMessage AddAll(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
        {
            Add(field, value);
        }

        return this;
    }

    /// <summary>The message's bytes so far.</summary>
    public byte[] ToArray()
    {
        _output.Flush();
        return _bytes.ToArray();
    }
}
