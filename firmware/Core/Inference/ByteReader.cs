// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference;

/// <summary>Reads little-endian values of a model file through its source, a block at a time, bounds checked against the file.</summary>
internal sealed class ByteReader
{
    private readonly IModelSource _source;

    public ByteReader(IModelSource source)
    {
        _source = source;
    }

    public int Length => _source.Length;

    /// <summary>The block of <paramref name="count"/> bytes at <paramref name="position"/>.</summary>
    public byte[] Block(int position, int count)
    {
        if (position < 0 || count < 0 || position > _source.Length - count)
        {
            throw new ModelFormatException(ModelError.WrongLength, -1);
        }

        byte[] block = new byte[count];
        _source.Read(position, block, 0, count);
        return block;
    }

    /// <summary>CRC-32 of the file from <paramref name="position"/> to its end.</summary>
    public uint CrcFrom(int position)
    {
        Crc32 crc = new Crc32();
        byte[] block = new byte[1024];
        while (position < _source.Length)
        {
            int count = _source.Length - position < block.Length ? _source.Length - position : block.Length;
            _source.Read(position, block, 0, count);
            crc.Add(block, 0, count);
            position += count;
        }

        return crc.Value;
    }

    /// <summary>[count] int8 values, copied through a small buffer so that no second copy of the weights is ever in memory.</summary>
    public sbyte[] Int8(int position, int count)
    {
        sbyte[] values = new sbyte[count];
        byte[] block = new byte[count < 1024 ? count : 1024];
        for (int done = 0; done < count; done += block.Length)
        {
            int piece = count - done < block.Length ? count - done : block.Length;
            _source.Read(position + done, block, 0, piece);
            for (int index = 0; index < piece; index++)
            {
                values[done + index] = (sbyte)block[index];
            }
        }

        return values;
    }

    /// <summary>[count] int32 values.</summary>
    public int[] Int32(int position, int count)
    {
        byte[] block = Block(position, 4 * count);
        int[] values = new int[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = BitConverter.ToInt32(block, 4 * index);
        }

        return values;
    }

    public static int U16(byte[] block, int at) => block[at] | (block[at + 1] << 8);

    public static int I16(byte[] block, int at) => (short)U16(block, at);

    public static int I32(byte[] block, int at) => BitConverter.ToInt32(block, at);

    public static uint U32(byte[] block, int at) => (uint)BitConverter.ToInt32(block, at);
}
