// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Takes a model file apart into its sections and puts other sections together to a file.</summary>
public static class EmbSections
{
    /// <summary>One section: its id, flags and bytes.</summary>
    public sealed record Section(uint Id, uint Flags, byte[] Bytes);

    /// <summary>The sections in the order of the table.</summary>
    public static List<Section> Split(byte[] file)
    {
        var sections = new List<Section>();
        for (int row = 0; row < BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(6)); row++)
        {
            ReadOnlySpan<byte> entry = file.AsSpan(EmbFormat.HeaderBytes + row * EmbFormat.SectionBytes, EmbFormat.SectionBytes);
            int start = BinaryPrimitives.ReadInt32LittleEndian(entry[4..]);
            int length = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
            sections.Add(new Section(BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]), file[start..(start + length)]));
        }

        return sections;
    }

    /// <summary>A sealed file of <paramref name="sections"/> with the header of <paramref name="original"/>.</summary>
    public static byte[] Join(byte[] original, IReadOnlyList<Section> sections)
    {
        var file = new List<byte>(original[..EmbFormat.HeaderBytes]);
        int position = EmbFormat.HeaderBytes + sections.Count * EmbFormat.SectionBytes;
        var entry = new byte[EmbFormat.SectionBytes];
        foreach (Section section in sections)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry, section.Id);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), position);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), section.Bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(12), section.Flags);
            file.AddRange(entry);
            position = Align(position + section.Bytes.Length);
        }

        foreach (Section section in sections)
        {
            file.AddRange(section.Bytes);
            file.AddRange(new byte[Align(file.Count) - file.Count]);
        }

        byte[] bytes = [.. file];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)sections.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), bytes.Length);
        EmbWriter.Seal(bytes);
        return bytes;
    }

    private static int Align(int count) => (count + EmbFormat.Alignment - 1) / EmbFormat.Alignment * EmbFormat.Alignment;
}
