// SPDX-License-Identifier: MIT
// A model slot holds a model file and, at the next multiple of 16 behind it, a record of 16 bytes, little endian: the characters
// "SEQN", the sequence number, the CRC-32 in the model file's header, and the CRC-32 of these 12 bytes. Bytes in between are 0xFF, as
// erased flash. A slot is written from its start to its end, so that a broken transfer leaves no record.
using System.Buffers.Binary;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>What is written to a model slot (docs/model-slots.md).</summary>
public static class SlotImage
{
    /// <summary>Bytes of the record.</summary>
    public const int RecordBytes = 16;

    /// <summary>The largest sequence number that leaves a larger one to a later model.</summary>
    public const uint MaxSequence = uint.MaxValue - 1;

    private const int Alignment = 16;

    private static ReadOnlySpan<byte> Magic => "SEQN"u8;

    /// <summary>Bytes that a model of <paramref name="modelBytes"/> takes in a slot.</summary>
    public static int BytesFor(int modelBytes) => RecordPosition(modelBytes) + RecordBytes;

    /// <summary>Makes the bytes of a slot.</summary>
    /// <param name="model">A whole .emb file.</param>
    /// <param name="sequence">At least 1; the firmware runs the valid slot with the largest one.</param>
    public static byte[] Write(ReadOnlySpan<byte> model, uint sequence)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sequence);
        var image = new byte[BytesFor(model.Length)];
        image.AsSpan().Fill(0xFF);
        model.CopyTo(image);
        Span<byte> record = image.AsSpan(RecordPosition(model.Length));
        Magic.CopyTo(record);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], BinaryPrimitives.ReadUInt32LittleEndian(model[EmbFormat.CrcPosition..]));
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], Crc32.Of(record[..12].ToArray()));
        return image;
    }

    /// <summary>The sequence number of the model file at the start of a slot; 0 if its record is missing, damaged or another model's.</summary>
    /// <param name="slot">The bytes of the slot.</param>
    /// <param name="modelBytes">Length of the model file.</param>
    public static uint Sequence(ReadOnlySpan<byte> slot, int modelBytes)
    {
        if (modelBytes <= EmbFormat.CrcPosition + 4 || BytesFor(modelBytes) > slot.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> record = slot.Slice(RecordPosition(modelBytes), RecordBytes);
        return record.StartsWith(Magic)
            && BinaryPrimitives.ReadUInt32LittleEndian(record[8..]) == BinaryPrimitives.ReadUInt32LittleEndian(slot[EmbFormat.CrcPosition..])
            && BinaryPrimitives.ReadUInt32LittleEndian(record[12..]) == Crc32.Of(record[..12].ToArray())
                ? BinaryPrimitives.ReadUInt32LittleEndian(record[4..])
                : 0;
    }

    private static int RecordPosition(int modelBytes) => (modelBytes + Alignment - 1) / Alignment * Alignment;
}
