// SPDX-License-Identifier: MIT
// TensorFlow Lite metadata (tflite-support, metadata_schema.fbs, identifier "M001"): a FlatBuffers file of its own in a buffer of
// the model, and a zip archive behind the model's bytes that holds the label file. Both are optional; what is damaged is ignored.
using System.IO.Compression;
using System.Text;
using Google.FlatBuffers;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>What a .tflite file says for people and apps: class names and how pixels are normalized.</summary>
/// <param name="Labels">One name a class, or empty.</param>
/// <param name="InputRange">How pixels become real values, or null.</param>
internal sealed record TfLiteMetadata(string[] Labels, PixelRange? InputRange)
{
    /// <summary>Name of the buffer in the model.</summary>
    public const string EntryName = "TFLITE_METADATA";

    private const string Identifier = "M001";
    private const string LabelFile = "labels.txt";
    private const int MaxLabelBytes = 1 << 20;
    private const byte ImageProperties = 2; // in the union ContentProperties
    private const byte NormalizationOptions = 1; // in the union ProcessUnitOptions
    private const sbyte AxisLabels = 2; // AssociatedFileType.TENSOR_AXIS_LABELS

    /// <summary>Reads both parts; empty where there are none.</summary>
    public static TfLiteMetadata Read(FlatTable root, FlatTable[] buffers, byte[] file) => new(ReadLabels(file), ReadRange(root, buffers));

    /// <summary>The metadata of a picture classifier: pixel range of the input, label file of the output.</summary>
    public static byte[] Write(PixelRange range, int channels, bool hasLabels)
    {
        var builder = new FlatBufferBuilder(512);
        int inputs = Vector(builder, WriteInput(builder, range, channels));
        int outputs = Vector(builder, WriteOutput(builder, hasLabels));
        builder.StartTable(4); // SubGraphMetadata
        builder.AddOffset(2, inputs, 0);
        builder.AddOffset(3, outputs, 0);
        int subgraphs = Vector(builder, builder.EndTable());
        int version = builder.CreateString("1.0.0").Value;
        builder.StartTable(8); // ModelMetadata
        builder.AddOffset(3, subgraphs, 0);
        builder.AddOffset(7, version, 0);
        builder.Finish(builder.EndTable(), Identifier);
        return builder.SizedByteArray();
    }

    /// <summary>The model's bytes with a zip archive of the labels behind them.</summary>
    public static byte[] AppendLabels(byte[] model, IReadOnlyList<string> labels)
    {
        using var stream = new MemoryStream();
        stream.Write(model);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry(LabelFile, CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // same network, same bytes
            using Stream content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes(string.Join('\n', labels)));
        }

        return stream.ToArray();
    }

    private static int WriteInput(FlatBufferBuilder builder, PixelRange range, int channels)
    {
        builder.StartTable(2); // ImageProperties
        builder.AddSbyte(0, (sbyte)(channels == 1 ? 2 : 1), 0);
        int image = builder.EndTable();
        builder.StartTable(3); // Content
        builder.AddByte(0, ImageProperties, 0);
        builder.AddOffset(1, image, 0);
        int content = builder.EndTable();
        int mean = Floats(builder, range.Mean);
        int deviation = Floats(builder, range.Deviation);
        builder.StartTable(2); // NormalizationOptions
        builder.AddOffset(0, mean, 0);
        builder.AddOffset(1, deviation, 0);
        int normalization = builder.EndTable();
        builder.StartTable(2); // ProcessUnit
        builder.AddByte(0, NormalizationOptions, 0);
        builder.AddOffset(1, normalization, 0);
        int units = Vector(builder, builder.EndTable());
        int name = builder.CreateString("image").Value;
        builder.StartTable(7); // TensorMetadata
        builder.AddOffset(0, name, 0);
        builder.AddOffset(3, content, 0);
        builder.AddOffset(4, units, 0);
        return builder.EndTable();
    }

    private static int WriteOutput(FlatBufferBuilder builder, bool hasLabels)
    {
        int files = 0;
        if (hasLabels)
        {
            int file = builder.CreateString(LabelFile).Value;
            builder.StartTable(4); // AssociatedFile
            builder.AddOffset(0, file, 0);
            builder.AddSbyte(2, AxisLabels, 0);
            files = Vector(builder, builder.EndTable());
        }

        int name = builder.CreateString("probability").Value;
        builder.StartTable(7); // TensorMetadata
        builder.AddOffset(0, name, 0);
        builder.AddOffset(6, files, 0);
        return builder.EndTable();
    }

    private static int Vector(FlatBufferBuilder builder, int table)
    {
        builder.StartVector(4, 1, 4);
        builder.AddOffset(table);
        return builder.EndVector().Value;
    }

    private static int Floats(FlatBufferBuilder builder, float value)
    {
        builder.StartVector(4, 1, 4);
        builder.AddFloat(value);
        return builder.EndVector().Value;
    }

    /// <summary>The text file whose name speaks of labels, one class a line.</summary>
    private static string[] ReadLabels(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            ZipArchiveEntry? entry = archive.Entries.FirstOrDefault(entry => entry.Name.Contains("label", StringComparison.OrdinalIgnoreCase));
            if (entry == null || entry.Length > MaxLabelBytes)
            {
                return [];
            }

            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = new char[MaxLabelBytes];
            return LabelText.Lines(new string(text, 0, reader.ReadBlock(text)));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }

    private static PixelRange? ReadRange(FlatTable root, FlatTable[] buffers)
    {
        try
        {
            foreach (FlatTable entry in root.Children(TfLiteSchema.Model.Metadata))
            {
                long buffer = entry.UInt(TfLiteSchema.Metadata.Buffer);
                if (entry.Text(TfLiteSchema.Metadata.Name) == EntryName && buffer < buffers.Length)
                {
                    return RangeOf(FlatTable.Root(new ByteBuffer(buffers[buffer].Bytes(TfLiteSchema.Buffer.Data).ToArray())));
                }
            }
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
        }

        return null;
    }

    private static PixelRange? RangeOf(FlatTable metadata)
    {
        if (metadata.Children(3) is not [var subgraph, ..] || subgraph.Children(2) is not [var input, ..])
        {
            return null;
        }

        foreach (FlatTable unit in input.Children(4))
        {
            if (unit.Byte(0) == NormalizationOptions && unit.Child(1) is { } options && options.Floats(0) is [var mean, ..] means && options.Floats(1) is [var deviation, ..] deviations)
            {
                bool isOneForAll = Array.TrueForAll(means, value => value == mean) && Array.TrueForAll(deviations, value => value == deviation);
                return isOneForAll && float.IsFinite(mean) && deviation > 0 && float.IsFinite(deviation) ? new PixelRange(mean, deviation) : null;
            }
        }

        return null;
    }
}
