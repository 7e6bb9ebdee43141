// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;
using Google.FlatBuffers;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>
/// One table of a FlatBuffers file, read field by field. Every position comes from the file: the buffer checks each access
/// against its end, and vectors are checked here before they are copied.
/// </summary>
internal readonly struct FlatTable
{
    private readonly Table _table;

    public FlatTable(ByteBuffer buffer, int position)
    {
        _table = new Table(position, buffer);
    }

    /// <summary>The root table of a file.</summary>
    public static FlatTable Root(ByteBuffer buffer) => new(buffer, buffer.GetInt(0));

    public int Int(int field, int otherwise = 0) => At(field) is var at and > 0 ? _table.bb.GetInt(at) : otherwise;

    public long UInt(int field) => At(field) is var at and > 0 ? _table.bb.GetUint(at) : 0;

    public ulong ULong(int field) => At(field) is var at and > 0 ? _table.bb.GetUlong(at) : 0;

    public int Byte(int field) => At(field) is var at and > 0 ? _table.bb.Get(at) : 0;

    public int SByte(int field) => At(field) is var at and > 0 ? _table.bb.GetSbyte(at) : 0;

    public float Float(int field) => At(field) is var at and > 0 ? _table.bb.GetFloat(at) : 0;

    public bool Has(int field) => At(field) > 0;

    /// <summary>The table that a field points to, null if it is not there.</summary>
    public FlatTable? Child(int field) => At(field) is var at and > 0 ? new FlatTable(_table.bb, _table.__indirect(at)) : null;

    /// <summary>A vector of tables, empty if it is not there.</summary>
    public FlatTable[] Children(int field)
    {
        (int start, int count) = Vector(field, 4);
        var tables = new FlatTable[count];
        for (int index = 0; index < count; index++)
        {
            tables[index] = new FlatTable(_table.bb, _table.__indirect(start + 4 * index));
        }

        return tables;
    }

    public int[] Ints(int field) => Values<int>(field, 4, BinaryPrimitives.ReadInt32LittleEndian);

    public long[] Longs(int field) => Values<long>(field, 8, BinaryPrimitives.ReadInt64LittleEndian);

    public float[] Floats(int field) => Values<float>(field, 4, BinaryPrimitives.ReadSingleLittleEndian);

    /// <summary>A vector of bytes, without a copy.</summary>
    public ReadOnlyMemory<byte> Bytes(int field)
    {
        (int start, int count) = Vector(field, 1);
        return _table.bb.ToArraySegment(start, count);
    }

    /// <summary>A text for messages: at most 80 characters, none of them a line break.</summary>
    public string Text(int field)
    {
        string text = Encoding.UTF8.GetString(Bytes(field).Span);
        return string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));
    }

    private T[] Values<T>(int field, int size, Reader<T> read)
    {
        (int start, int count) = Vector(field, size);
        ReadOnlySpan<byte> bytes = _table.bb.ToArraySegment(start, count * size);
        var values = new T[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = read(bytes[(size * index)..]);
        }

        return values;
    }

    private (int Start, int Count) Vector(int field, int size)
    {
        int at = At(field);
        if (at == 0)
        {
            return (0, 0);
        }

        int start = _table.__indirect(at);
        int count = _table.bb.GetInt(start);
        if (count < 0 || (long)count * size > _table.bb.Length - (start + 4L))
        {
            throw new ArgumentOutOfRangeException(nameof(field), count, "a vector ends behind the file");
        }

        return (start + 4, count);
    }

    /// <summary>Position of a field's value, 0 if the table leaves it out.</summary>
    private int At(int field)
    {
        int offset = _table.__offset(4 + 2 * field);
        return offset == 0 ? 0 : checked(_table.bb_pos + offset);
    }

    private delegate T Reader<T>(ReadOnlySpan<byte> bytes);
}
