// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Writes a <see cref="QuantizedGraph"/> as an .emb file, version 1 (docs/model-format.md). Same graph, same bytes.</summary>
public static class EmbWriter
{
    /// <summary>Plans, writes, reads back and compares.</summary>
    /// <exception cref="InvalidOperationException">The file read back is not the graph: a defect of the writer.</exception>
    public static byte[] Write(QuantizedGraph graph)
    {
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        var constants = new ConstantBuilder();
        byte[] operators = OperatorTable.Write(graph, plan, constants);
        byte[] file = Assemble(plan.ArenaBytes,
        [
            (EmbFormat.InputSection, WriteInput(graph)),
            (EmbFormat.TensorSection, WriteTensors(graph, plan)),
            (EmbFormat.OperatorSection, operators),
            (EmbFormat.LabelSection, WriteLabels(graph.Labels)),
            (EmbFormat.DecisionSection, WriteDecision(graph.Decision)),
            (EmbFormat.NoteSection, WriteNotes(graph)),
            (EmbFormat.ConstantSection, constants.ToArray()),
        ]);
        EmbReadBack.Compare(graph, plan, ModelReader.Read(new SegmentedModel(file)));
        return file;
    }

    /// <summary>The decision section's bytes.</summary>
    public static byte[] WriteDecision(DecisionSettings decision)
    {
        var section = new byte[EmbFormat.DecisionBytes];
        section[0] = (byte)decision.Smoothing;
        section[1] = (byte)decision.Threshold;
        BinaryPrimitives.WriteInt16LittleEndian(section.AsSpan(2), (short)decision.LedClass);
        section[4] = (byte)decision.Led;
        section[5] = decision.PrintFrames ? (byte)1 : (byte)0;
        section[6] = decision.PrintTrace ? (byte)1 : (byte)0;
        return section;
    }

    /// <summary>Puts the CRC-32 of a complete file into its header.</summary>
    public static void Seal(byte[] file)
    {
        var crc = new Crc32();
        crc.Add(file, EmbFormat.CrcStart, file.Length - EmbFormat.CrcStart);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(EmbFormat.CrcPosition), crc.Value);
    }

    private static byte[] Assemble(int arenaBytes, (uint Id, byte[] Bytes)[] sections)
    {
        int position = Align(EmbFormat.HeaderBytes + sections.Length * EmbFormat.SectionBytes);
        int length = position + sections.Sum(section => Align(section.Bytes.Length));
        var file = new byte[length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, EmbFormat.Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(4), EmbFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), (ushort)sections.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), arenaBytes);
        for (int index = 0; index < sections.Length; index++)
        {
            Span<byte> row = file.AsSpan(EmbFormat.HeaderBytes + index * EmbFormat.SectionBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(row, sections[index].Id);
            BinaryPrimitives.WriteInt32LittleEndian(row[4..], position);
            BinaryPrimitives.WriteInt32LittleEndian(row[8..], sections[index].Bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(row[12..], sections[index].Id == EmbFormat.NoteSection ? 0 : EmbFormat.RequiredFlag);
            sections[index].Bytes.CopyTo(file, position);
            position += Align(sections[index].Bytes.Length);
        }

        Seal(file);
        return file;
    }

    private static byte[] WriteInput(QuantizedGraph graph)
    {
        InputSpec? spec = graph.InputSpec;
        var section = new byte[EmbFormat.InputBytes + (spec?.PixelToInt8 == null ? 0 : 256)];
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(0), (ushort)(spec?.Height ?? 0));
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(2), (ushort)(spec?.Width ?? 0));
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(4), (ushort)(spec?.Channels ?? 0));
        section[6] = (byte)(spec?.Resize ?? 0);
        section[7] = spec?.PixelToInt8 == null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(10), (ushort)graph.Output);
        for (int pixel = 0; pixel < section.Length - EmbFormat.InputBytes; pixel++)
        {
            section[EmbFormat.InputBytes + pixel] = (byte)spec!.PixelToInt8[pixel];
        }

        return section;
    }

    private static byte[] WriteTensors(QuantizedGraph graph, MemoryPlan plan)
    {
        var section = new byte[graph.Tensors.Length * EmbFormat.TensorBytes];
        for (int index = 0; index < graph.Tensors.Length; index++)
        {
            QuantizedTensor tensor = graph.Tensors[index];
            Span<byte> row = section.AsSpan(index * EmbFormat.TensorBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(row, checked((ushort)tensor.Shape.Height));
            BinaryPrimitives.WriteUInt16LittleEndian(row[2..], checked((ushort)tensor.Shape.Width));
            BinaryPrimitives.WriteUInt16LittleEndian(row[4..], checked((ushort)tensor.Shape.Channels));
            row[6] = (byte)tensor.Rank;
            BinaryPrimitives.WriteInt32LittleEndian(row[8..], plan.TensorOffsets[index]);
            BinaryPrimitives.WriteSingleLittleEndian(row[12..], tensor.Scale);
            BinaryPrimitives.WriteInt32LittleEndian(row[16..], tensor.ZeroPoint);
        }

        return section;
    }

    private static byte[] WriteLabels(string[] labels)
    {
        var section = new List<byte> { (byte)labels.Length, (byte)(labels.Length >> 8) };
        foreach (string label in labels)
        {
            byte[] text = Encoding.UTF8.GetBytes(label);
            if (text.Length > 255)
            {
                throw new ArgumentException($"the label \"{label}\" is longer than 255 bytes; shorten the class's folder name");
            }

            section.Add((byte)text.Length);
            section.AddRange(text);
        }

        return [.. section];
    }

    private static byte[] WriteNotes(QuantizedGraph graph) =>
        Encoding.UTF8.GetBytes(string.Concat(graph.Notes.Select(note => $"{note.Key}={note.Value}\n")));

    private static int Align(int count) => (count + EmbFormat.Alignment - 1) / EmbFormat.Alignment * EmbFormat.Alignment;
}
