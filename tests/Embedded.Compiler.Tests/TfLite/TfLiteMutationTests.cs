// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Diagnostics;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

public sealed class TfLiteMutationTests
{
    private const int Mutations = 10_000;

    private static readonly int[] s_extremes = [0, 1, -1, 2, 3, 4, 127, 128, 255, 256, 32767, 65535, 65536, int.MaxValue, int.MinValue, 1 << 24, 1 << 30, -4, -16];

    [Fact]
    public void Import_DamagedFile_GivesATypedErrorOrAValidNetwork()
    {
        byte[][] originals =
        [
            TfLiteExport.Write(EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, 8, 1, 2)))),
            TfLiteExport.Write(EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV2(2, 8, 3, 2)))),
        ];
        int refused = 0;
        int valid = 0;
        int asFloat = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int seed = 0; seed < Mutations; seed++)
        {
            byte[] file = Damage(originals[seed % originals.Length], new Random(seed));
            var watch = Stopwatch.StartNew();
            try
            {
                TfLiteModel model = TfLiteReader.Parse(file);
                asFloat += IsFloatGraph(model) ? 1 : 0;
                EmbFile emb = EmbFile.Parse(TfLiteImport.Import(model).ToEmb());
                new Interpreter(emb.Model, new ReferenceKernels()).Run();
                valid++;
            }
            catch (TfLiteException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"mutation {seed}: {exception}");
            }

            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {valid} valid, {asFloat} readable as float networks, longest {longest.TotalMilliseconds:F1} ms");
        Assert.True(refused >= 1000, $"only {refused} were refused");
        Assert.True(valid >= 1000, $"only {valid} were valid");
        Assert.True(longest < TimeSpan.FromSeconds(5), $"one file took {longest}");
    }

    private static bool IsFloatGraph(TfLiteModel model)
    {
        try
        {
            TfLiteFloat.Of(model);
            return true;
        }
        catch (TfLiteException)
        {
            return false;
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        byte[] file = (byte[])original.Clone();
        switch (random.Next(7))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                return file;
            case 2:
                random.NextBytes(file.AsSpan(random.Next(file.Length - 8), random.Next(1, 9)));
                return file;
            case 3:
                int length = random.Next(1, 200);
                file.AsSpan(random.Next(file.Length - length), length).Clear();
                return file;
            case 4:
                int count = 4 << random.Next(6);
                original.AsSpan(random.Next((file.Length - count) / 4) * 4, count).CopyTo(file.AsSpan(random.Next((file.Length - count) / 4) * 4));
                return file;
            default:
                for (int field = random.Next(1, 4); field > 0; field--)
                {
                    int at = random.Next((file.Length - 4) / 4) * 4;
                    BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), random.Next(2) == 0 ? s_extremes[random.Next(s_extremes.Length)] : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)) + random.Next(-16, 17));
                }

                return file;
        }
    }
}
