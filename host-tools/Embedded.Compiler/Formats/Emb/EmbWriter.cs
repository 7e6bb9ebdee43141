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
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Plans, writes, reads back and compares.</summary>
    /// <exception cref="ArgumentException">The graph is none that a reader would accept: a window too large, labels too long, shapes that do not fit.</exception>
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
        EmbReadBack.Compare(graph, plan, ReadBack(file));
        return file;
    }

    /// <summary>The decision section's bytes.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static byte[] WriteDecision(DecisionSettings decision)
    {
        Require(decision.Smoothing is >= 1 and <= DecisionSettings.MaxSmoothing, $"smoothing is {decision.Smoothing}; choose 1 to {DecisionSettings.MaxSmoothing} frames");
        Require(decision.Threshold is >= 0 and <= 100, $"the threshold is {decision.Threshold}; choose 0 to 100 per cent");
        Require(decision.LedClass is >= -1 and <= short.MaxValue, $"the LED class is {decision.LedClass}; choose a class or -1 for none");
        Require(Enum.IsDefined(decision.Led), $"the LED is {(int)decision.Led}; choose none, status or flash");
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

    private static Model ReadBack(byte[] file)
    {
        try
        {
            return ModelReader.Read(new SegmentedModel(file));
        }
        catch (ModelFormatException exception)
        {
            throw new ArgumentException($"the network cannot be written: {ModelErrorText.Of(exception.Code, exception.Index)}", exception);
        }
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
        BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(10), Field.UInt16(graph.Output, "the output tensor's index"));
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
            BinaryPrimitives.WriteUInt16LittleEndian(row, Field.UInt16(tensor.Shape.Height, $"a side of the shape {tensor.Shape}"));
            BinaryPrimitives.WriteUInt16LittleEndian(row[2..], Field.UInt16(tensor.Shape.Width, $"a side of the shape {tensor.Shape}"));
            BinaryPrimitives.WriteUInt16LittleEndian(row[4..], Field.UInt16(tensor.Shape.Channels, $"a side of the shape {tensor.Shape}"));
            row[6] = (byte)tensor.Rank;
            BinaryPrimitives.WriteInt32LittleEndian(row[8..], plan.TensorOffsets[index]);
            BinaryPrimitives.WriteSingleLittleEndian(row[12..], tensor.Scale);
            BinaryPrimitives.WriteInt32LittleEndian(row[16..], tensor.ZeroPoint);
        }

        return section;
    }

    private static byte[] WriteLabels(string[] labels)
    {
        ushort count = Field.UInt16(labels.Length, "the number of labels");
        var section = new List<byte> { (byte)count, (byte)(count >> 8) };
        foreach (string label in labels)
        {
            byte[] text = StrictUtf8.GetBytes(label);
            Require(text.Length <= 255, $"the label \"{label}\" is longer than 255 bytes; shorten the class's folder name");
            Require(!label.Contains('\0'), $"the label \"{label.Replace('\0', ' ')}\" holds a character of code 0; rename the class's folder");
            section.Add((byte)text.Length);
            section.AddRange(text);
        }

        return [.. section];
    }

    private static byte[] WriteNotes(QuantizedGraph graph) =>
        Encoding.UTF8.GetBytes(string.Concat(graph.Notes.Select(note => $"{OneLine(note.Key).Replace('=', ' ')}={OneLine(note.Value)}\n")));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new ArgumentException(otherwise);
        }
    }

    private static int Align(int count) => (count + EmbFormat.Alignment - 1) / EmbFormat.Alignment * EmbFormat.Alignment;
}
