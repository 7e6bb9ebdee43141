// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Changes single values of a model file that the writer would not choose, and mends its CRC-32.</summary>
public sealed class EmbPatch
{
    private readonly byte[] _file;
    private readonly SectionTable _sections;

    /// <summary>Works on a copy of <paramref name="file"/>.</summary>
    public EmbPatch(byte[] file)
    {
        _file = (byte[])file.Clone();
        _sections = SectionTable.Read(new SegmentedModel(file));
    }

    /// <summary>Position of byte <paramref name="at"/> of an operator's record.</summary>
    public int Operator(int index, int at) => _sections.Start(EmbFormat.OperatorSection) + index * EmbFormat.OperatorBytes + at;

    /// <summary>Position of byte <paramref name="at"/> of a tensor's record.</summary>
    public int Tensor(int index, int at) => _sections.Start(EmbFormat.TensorSection) + index * EmbFormat.TensorBytes + at;

    /// <summary>Writes one byte.</summary>
    public EmbPatch SetByte(int position, int value)
    {
        _file[position] = unchecked((byte)value);
        return this;
    }

    /// <summary>Writes two bytes.</summary>
    public EmbPatch SetInt16(int position, int value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(_file.AsSpan(position), unchecked((short)value));
        return this;
    }

    /// <summary>Writes four bytes.</summary>
    public EmbPatch SetInt32(int position, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_file.AsSpan(position), value);
        return this;
    }

    /// <summary>Another clamp for operator <paramref name="index"/>.</summary>
    public EmbPatch SetClamp(int index, int minimum, int maximum) =>
        SetInt16(Operator(index, 24), minimum).SetInt16(Operator(index, 26), maximum);

    /// <summary>Another multiplier and shift for one output channel.</summary>
    public EmbPatch SetMultiplier(int index, int channel, int multiplier, int shift)
    {
        int constants = _sections.Start(EmbFormat.ConstantSection);
        int multipliers = BinaryPrimitives.ReadInt32LittleEndian(_file.AsSpan(Operator(index, 44)));
        int shifts = BinaryPrimitives.ReadInt32LittleEndian(_file.AsSpan(Operator(index, 48)));
        return SetInt32(constants + multipliers + 4 * channel, multiplier).SetByte(constants + shifts + channel, shift);
    }

    /// <summary>Another bias for one output channel.</summary>
    public EmbPatch SetBias(int index, int channel, int bias) =>
        SetInt32(_sections.Start(EmbFormat.ConstantSection) + BinaryPrimitives.ReadInt32LittleEndian(_file.AsSpan(Operator(index, 40))) + 4 * channel, bias);

    /// <summary>The file with its CRC-32 made right.</summary>
    public byte[] Seal()
    {
        byte[] file = (byte[])_file.Clone();
        EmbWriter.Seal(file);
        return file;
    }
}
