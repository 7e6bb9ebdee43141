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
        { 0, 4, 0xc50af455, 0x7c9deaca },
        { 1, 10, 0xf35fcf54, 0x3dbbbbb4 },
        { 2, 7, 0x29c41b6b, 0x270d0259 },
        { 3, 10, 0x3d666ec5, 0xfd4d1b1f },
        { 4, 6, 0x07417864, 0x2835c860 },
        { 5, 2, 0x12b88320, 0xf6bb7937 },
        { 6, 5, 0xbb4beaad, 0xcac21f83 },
        { 7, 14, 0xc56ff240, 0x6c5296a3 },
        { 8, 13, 0x2b58985a, 0x5fca8d70 },
        { 9, 8, 0x10433a90, 0xab87dd1c },
        { 10, 11, 0x8187709d, 0x212fbc25 },
        { 11, 9, 0x36b54938, 0x7270f8cc },
        { 12, 11, 0x12b88320, 0x2c7e46dd },
        { 13, 3, 0xbc69e96a, 0x4cba25ea },
        { 14, 16, 0xd42543f7, 0x927e3edd },
        { 15, 11, 0x7ef539c8, 0x0f143ae8 },
        { 16, 10, 0xc36f01aa, 0x1f791797 },
        { 17, 9, 0x54b3c362, 0xa7c46a94 },
        { 18, 5, 0x472d1578, 0x7284fb3f },
        { 19, 8, 0xfbc58d50, 0x24c6f3de },
        { 20, 5, 0x90d8cfae, 0x8907dfa8 },
        { 21, 5, 0xc04af922, 0x64abb459 },
        { 22, 7, 0x7bafc835, 0x0a0cfec4 },
        { 23, 9, 0x13dc9873, 0x0c19c4e9 },
        { 24, 6, 0x5c6e570a, 0xa935c3ad },
        { 25, 14, 0x822a1de3, 0xdae9046c },
        { 26, 6, 0xbd1d8de8, 0xc891c6fd },
        { 27, 7, 0x09dae9bc, 0x7785d875 },
        { 28, 13, 0xed4bf7d1, 0x2acf7517 },
        { 29, 16, 0x3aa8833d, 0x944aa9c6 },
        { 30, 5, 0x0fd59b8d, 0x0f99af8c },
        { 31, 8, 0xb7b3c300, 0x54869b4f },
        { 32, 5, 0x1fd5e91e, 0xefbf5b86 },
        { 33, 11, 0xd7952cea, 0x7fd45360 },
        { 34, 18, 0xeb4fd0a5, 0xcf986d2e },
        { 35, 5, 0x3f859718, 0x85d2797c },
        { 36, 7, 0x4a99a91c, 0x2262c9ed },
        { 37, 10, 0x3749eb3a, 0x8ace1cce },
        { 38, 5, 0xa1bd23b0, 0xa2205a99 },
        { 39, 7, 0xe21e62d2, 0xf00a0641 },
        { 40, 5, 0x9fa0be22, 0xa4fcee7a },
        { 41, 11, 0x97e20994, 0x8c3778e9 },
        { 42, 4, 0x6a2ecd85, 0x46fc6cff },
        { 43, 6, 0x4a5441a0, 0xc4e48fa0 },
        { 44, 13, 0x057cfe6d, 0xca61ecd4 },
        { 45, 8, 0x19ff2d34, 0xd39523b6 },
        { 46, 6, 0x76aaba91, 0x4bc41353 },
        { 47, 13, 0xb50b1e6b, 0x2a4c212c },
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
