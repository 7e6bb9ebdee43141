// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Reflection;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

public class EmbMutationTests
{
    private const int Mutations = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_DamagedFile_GivesATypedErrorOrAModelThatRuns(bool isResidual)
    {
        byte[] original = isResidual ? EmbWriter.Write(RandomGraph.MobileNetV2(1, size: 8, blocks: 3)) : TinyModel.File();
        var seen = new SortedDictionary<int, int>();
        int repaired = 0;
        int ran = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int seed = 0; seed < Mutations; seed++)
        {
            (byte[] file, bool isRepaired) = FileMutation.Apply(original, seed);
            repaired += isRepaired ? 1 : 0;
            var watch = Stopwatch.StartNew();
            try
            {
                EmbFile parsed = EmbFile.Parse(file);
                new Interpreter(parsed.Model, new ReferenceKernels()).Run();
                ran += file.AsSpan().SequenceEqual(original) ? 0 : 1;
            }
            catch (ModelFormatException refused)
            {
                seen[refused.Code] = seen.GetValueOrDefault(refused.Code) + 1;
            }
            catch (Exception exception)
            {
                Assert.Fail($"mutation {seed}: {exception}");
            }

            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{repaired} repaired, {ran} ran, longest {longest.TotalMilliseconds:F1} ms, refused: {string.Join(", ", seen.Select(pair => $"{pair.Key}x{pair.Value}"))}");
        Assert.True(repaired >= Mutations / 2, $"only {repaired} mutations had their CRC-32 repaired");
        Assert.True(ran >= 500, $"only {ran} damaged files still ran");
        Assert.True(longest < TimeSpan.FromSeconds(5), $"one file took {longest}");
        int[] codes = [.. typeof(ModelError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!)];
        Assert.Equal(codes.Order(), seen.Keys);
    }
}
