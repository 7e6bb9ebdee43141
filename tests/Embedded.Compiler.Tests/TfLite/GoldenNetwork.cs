// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Runtime.InteropServices;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>A network with what TensorFlow Lite Micro computed on it, from the shared folder.</summary>
internal sealed class GoldenNetwork
{
    private readonly string _folder;

    public GoldenNetwork(string name, string file)
    {
        _folder = SharedFolder.Require($"golden/{name}");
        Tflite = TfLiteReader.Load(Path.Combine(_folder, file));
        Imported = TfLiteImport.Import(Tflite);
        File = EmbFile.Parse(EmbWriter.Write(Imported.Graph));
    }

    public TfLiteModel Tflite { get; }

    public TfLiteImported Imported { get; }

    public EmbFile File { get; }

    public byte[] Bytes(string file) => System.IO.File.ReadAllBytes(Path.Combine(_folder, file));

    /// <summary>int8 values of a file.</summary>
    public sbyte[] Int8(string file) => MemoryMarshal.Cast<byte, sbyte>(Bytes(file)).ToArray();

    /// <summary>Rows of a .tsv file without its header.</summary>
    public string[][] Table(string file) => [.. System.IO.File.ReadAllLines(Path.Combine(_folder, file)).Skip(1).Select(line => line.Split('\t'))];

    /// <summary>Runs an input and compares name, shape, grid, place and CRC-32 of every operator's output; returns how many were equal.</summary>
    public int AssertEveryOperator(sbyte[] input, string table)
    {
        IReadOnlyList<TraceRow> rows = TfLiteTrace.Run(Tflite, File.Model, new ReferenceKernels(), input);
        string[][] expected = Table(table);
        Assert.Equal(expected.Length, rows.Count);
        foreach ((string[] golden, TraceRow row) in expected.Zip(rows))
        {
            // op, opcode, shape, scale, zero point, bytes, offset, CRC-32
            Assert.Equal(
                (golden[0], golden[1], golden[2], golden[3], golden[4], golden[5], golden[6], golden[7]),
                (row.Op.ToString(CultureInfo.InvariantCulture), row.Opcode, row.Shape, OperatorText.Scale(row.Scale), row.ZeroPoint.ToString(CultureInfo.InvariantCulture), row.Bytes.ToString(CultureInfo.InvariantCulture), row.Offset.ToString(CultureInfo.InvariantCulture), $"{row.Crc32:x8}"));
        }

        return rows.Count;
    }

    /// <summary>The output tensor for one input.</summary>
    public sbyte[] Run(sbyte[] input)
    {
        var interpreter = new Interpreter(File.Model, new ReferenceKernels());
        input.CopyTo(interpreter.Arena, File.Model.Input.Offset);
        interpreter.Run();
        return interpreter.Arena.AsSpan(File.Model.Output.Offset, File.Model.Output.Count).ToArray();
    }
}
