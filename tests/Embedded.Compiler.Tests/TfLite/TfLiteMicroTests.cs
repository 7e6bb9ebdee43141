// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>Networks in the forms of other people's converters: what TensorFlow Lite Micro (reference kernels) computed on them.</summary>
public sealed class TfLiteMicroTests
{
    /// <summary>Seed, number of operators, CRC-32 of the output's bytes, CRC-32 over the CRC-32s of all operators' outputs.</summary>
    public static TheoryData<int, int, uint, uint> Networks { get; } = new()
    {
        { 0, 8, 0x9638b2a4, 0x2a3ce610 },
        { 1, 7, 0xa8b4e6d3, 0x0279e1af },
        { 2, 9, 0x97e20994, 0xdc36d572 },
        { 3, 6, 0xf81db4a1, 0xe6ce9c48 },
        { 4, 8, 0xe136cb72, 0xfe89f18b },
        { 5, 10, 0xcac5a432, 0x72be8e14 },
        { 6, 14, 0xc41a3ba9, 0xd9a1ccbe },
        { 7, 9, 0x7d09d7b1, 0x716603b7 },
        { 8, 6, 0x9b3e22ec, 0x6e41fc30 },
        { 9, 11, 0xf9f76c0d, 0x59f2b5ab },
        { 10, 10, 0x7fb724fc, 0x6d94dd93 },
        { 11, 7, 0xe9b68e5e, 0xfc49f76d },
        { 12, 6, 0x7ec109cf, 0xd44599ad },
        { 13, 11, 0x91c27294, 0x0789cbd4 },
        { 14, 11, 0xd9d1e824, 0xf4a2cd1f },
        { 15, 6, 0x2fe8e4b4, 0x3c50d58b },
        { 16, 11, 0x958becb1, 0x63c6bf1d },
        { 17, 13, 0xb324c97a, 0xb7753015 },
        { 18, 16, 0x4813537f, 0x74acdad2 },
        { 19, 9, 0xc17f6159, 0x62e6bfae },
        { 20, 6, 0x68e2c0b6, 0xa42e633c },
        { 21, 7, 0xcaf9349d, 0x96833505 },
        { 22, 15, 0x12b88320, 0xad121b54 },
        { 23, 9, 0xb38cfea6, 0xadc94c3e },
        { 24, 4, 0xda5805f1, 0xf76ee841 },
        { 25, 13, 0x7ef539c8, 0xad2337bf },
        { 26, 20, 0x03f306df, 0xdcd74920 },
        { 27, 11, 0xff0a0fc4, 0x959335ce },
        { 28, 7, 0x6ec3b044, 0x0ca4909b },
        { 29, 10, 0xc908652d, 0x56915f36 },
        { 30, 12, 0xd8f8f161, 0x20446dd7 },
        { 31, 8, 0xeff5960c, 0xe855219d },
        { 32, 16, 0x3e17da35, 0xaad48d4d },
        { 33, 10, 0x45a97526, 0x66c64a58 },
        { 34, 6, 0x71e6bbb0, 0x3ad6525d },
        { 35, 8, 0xa923da7b, 0x38eebfd4 },
        { 36, 16, 0xafab3deb, 0x4391bed1 },
        { 37, 8, 0xbb163ea2, 0xf0bc7c12 },
        { 38, 12, 0xe8233c02, 0x94438896 },
        { 39, 5, 0x20a79c93, 0x38c3b41d },
        { 40, 9, 0xa3c1ca20, 0xbb7bedc2 },
        { 41, 7, 0x294eb86c, 0xd6882250 },
        { 42, 8, 0xc8fff36e, 0x00f1ff2a },
        { 43, 18, 0xa3114325, 0x4799c1ee },
        { 44, 11, 0x15b3f5c7, 0x9390d258 },
        { 45, 11, 0xfc2930cc, 0x1dbdb3c2 },
        { 46, 5, 0x11d11eeb, 0xe6971ebf },
        { 47, 3, 0xcf3c9977, 0x0c69733c },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Import_RandomNetwork_EveryOperatorIsTensorFlowLiteMicros(int seed, int operators, uint output, uint all)
    {
        RandomTfLite network = RandomTfLite.Draw(seed);
        TfLiteModel model = TfLiteReader.Parse(TfLiteWriter.Write(network.Model));
        AssertTrace(model, network.Input, operators, output, all);
        AssertTrace(TfLiteReader.Parse(ForeignTfLite.Write(network.Model)), network.Input, operators, output, all);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void ExportOfImport_RandomNetwork_ComputesTheSame(int seed, int operators, uint output, uint all)
    {
        Assert.True(operators > 0 && output != all);
        RandomTfLite network = RandomTfLite.Draw(seed);
        EmbFile first = EmbFile.Parse(TfLiteImport.Import(network.Model).ToEmb());
        EmbFile second = EmbFile.Parse(TfLiteImport.Import(TfLiteReader.Parse(TfLiteExport.Write(first))).ToEmb());
        Assert.Equal(Run(first.Model, network.Input), Run(second.Model, network.Input));
    }

    private static void AssertTrace(TfLiteModel model, sbyte[] input, int operators, uint output, uint all)
    {
        EmbFile file = EmbFile.Parse(TfLiteImport.Import(model).ToEmb());
        IReadOnlyList<TraceRow> rows = TfLiteTrace.Run(model, file.Model, new ReferenceKernels(), input);
        var crc = new Crc32();
        var bytes = new byte[4];
        foreach (TraceRow row in rows)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, row.Crc32);
            crc.Add(bytes, 0, bytes.Length);
        }

        Assert.Equal((operators, $"{output:x8}", $"{all:x8}"), (rows.Count, $"{rows[^1].Crc32:x8}", $"{crc.Value:x8}"));
    }

    private static sbyte[] Run(Model model, sbyte[] input)
    {
        var interpreter = new Interpreter(model, new ReferenceKernels());
        input.CopyTo(interpreter.Arena, model.Input.Offset);
        interpreter.Run();
        return interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
    }
}
