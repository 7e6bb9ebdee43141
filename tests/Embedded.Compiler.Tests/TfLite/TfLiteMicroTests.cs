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
        { 0, 10, 0x0b167c57, 0x0d596e79 },
        { 1, 6, 0xc97306c5, 0x5e3e8578 },
        { 2, 4, 0xddb6011c, 0xa1285d5f },
        { 3, 4, 0x61c979e9, 0x57236733 },
        { 4, 11, 0x6e8ad4f5, 0x24540eca },
        { 5, 11, 0x7ef539c8, 0x05847261 },
        { 6, 12, 0x10433a90, 0x77969d12 },
        { 7, 8, 0x4178b54b, 0xfd97a7a1 },
        { 8, 6, 0x97e20994, 0x1cc3dfa9 },
        { 9, 13, 0xa3fbd758, 0x86017692 },
        { 10, 10, 0x7fb724fc, 0x6d94dd93 },
        { 11, 7, 0x865eddce, 0xc17af617 },
        { 12, 6, 0x7ec109cf, 0xd44599ad },
        { 13, 12, 0xddb3123a, 0x4cb0a7de },
        { 14, 11, 0xd2de9894, 0xbb806403 },
        { 15, 6, 0xd50f67ac, 0x0b1b51b3 },
        { 16, 9, 0x0c52b57c, 0x4a30d5c5 },
        { 17, 15, 0x8eaeabed, 0xcb17f407 },
        { 18, 17, 0x530ab0e1, 0xd5d68c25 },
        { 19, 9, 0x1868ddf7, 0x75484c3d },
        { 20, 6, 0x68e2c0b6, 0xa42e633c },
        { 21, 12, 0x2b99f288, 0x85ee3112 },
        { 22, 9, 0x2758e435, 0x92f0d578 },
        { 23, 9, 0xb38cfea6, 0xadc94c3e },
        { 24, 4, 0x807077e9, 0x68ba8f24 },
        { 25, 11, 0xa6d6f3b6, 0x35bd7ef1 },
        { 26, 20, 0x03f306df, 0xdcd74920 },
        { 27, 11, 0x216d52b7, 0x29c3c28b },
        { 28, 11, 0x571a13d1, 0xd84ec4d8 },
        { 29, 11, 0xf2ed9a9c, 0xf674791e },
        { 30, 8, 0x223af6b0, 0x23cd7fa6 },
        { 31, 8, 0x0051d83c, 0x645823cd },
        { 32, 18, 0x373b9393, 0x5a022517 },
        { 33, 12, 0x70583a57, 0x40d5c356 },
        { 34, 9, 0xd4671fab, 0xaae4b112 },
        { 35, 6, 0x17f30e39, 0xe2b63922 },
        { 36, 18, 0xd1785144, 0x2cf1ef5e },
        { 37, 8, 0xdb67def9, 0x332e5916 },
        { 38, 12, 0x10433a90, 0xb3db66ac },
        { 39, 5, 0x813cfff8, 0x2339d2d1 },
        { 40, 11, 0xe107dd0c, 0x8c92ce3c },
        { 41, 14, 0x41d912ff, 0x984d7ada },
        { 42, 13, 0x97e20994, 0x4af1e421 },
        { 43, 14, 0xecbb4b55, 0x9f4f87e4 },
        { 44, 12, 0xff000000, 0xc4ae8af9 },
        { 45, 17, 0x1dbd59cc, 0x3ea44d0e },
        { 46, 8, 0xf2e7acaf, 0x4f1a0e89 },
        { 47, 6, 0xfd155c98, 0x28ba3897 },
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
