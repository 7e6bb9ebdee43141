// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Collects the constant section: every array starts at a multiple of 16.</summary>
internal sealed class ConstantBuilder
{
    private readonly List<byte> _bytes = [];

    /// <summary>Appends int8 values and returns their offset.</summary>
    public int Add(ReadOnlySpan<sbyte> values)
    {
        int offset = Start();
        _bytes.AddRange(MemoryMarshal.AsBytes(values));
        return offset;
    }

    /// <summary>Appends int32 values and returns their offset.</summary>
    public int Add(ReadOnlySpan<int> values)
    {
        int offset = Start();
        Span<byte> four = stackalloc byte[4];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(four, value);
            _bytes.AddRange(four);
        }

        return offset;
    }

    /// <summary>The section.</summary>
    public byte[] ToArray() => [.. _bytes];

    private int Start()
    {
        while (_bytes.Count % EmbFormat.Alignment != 0)
        {
            _bytes.Add(0);
        }

        return _bytes.Count;
    }
}
