// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

/// <summary>The conformance cases, the same for every build of the native engine.</summary>
internal static class Cases
{
    private static readonly PixelFormat[] Formats = [PixelFormat.Gray8, PixelFormat.Rgb888, PixelFormat.Rgb565LittleEndian, PixelFormat.Rgb565BigEndian];

    /// <summary>One operator of the kind each, everything about it drawn at random.</summary>
    public static IEnumerable<ConformanceCase> Operators(OperatorKind kind, int count) =>
        Enumerable.Range(0, count).Select(seed =>
        {
            RandomOperator drawn = RandomOperator.Draw(kind, seed);
            return new ConformanceCase($"{kind} seed {seed}", drawn.File, drawn.Input);
        });

    /// <summary>Networks like MobileNetV1 and MobileNetV2, and the one with everything in it.</summary>
    public static IEnumerable<ConformanceCase> Networks(int count)
    {
        for (int seed = 0; seed < count; seed++)
        {
            QuantizedGraph first = RandomGraph.MobileNet(seed, size: 12 + seed % 13, channels: seed % 2 == 0 ? 1 : 3, blocks: 2 + seed % 4);
            yield return Network($"MobileNet seed {seed}", first, seed);
            yield return Network($"MobileNetV2 seed {seed}", RandomGraph.MobileNetV2(seed, size: 10 + seed % 13, blocks: 2 + seed % 4), seed);
            yield return new ConformanceCase($"tiny model {seed}", TinyModel.File(), RandomBytes.Draw(seed, 64));
        }

        yield return Network("MobileNetV1 0.25 96x96", RandomGraph.MobileNetV1(1), 1);
    }

    /// <summary>The models that are kept for ever, with their inputs.</summary>
    public static IEnumerable<ConformanceCase> Frozen() =>
        FrozenFiles().Select(path => new ConformanceCase(
            Path.GetFileName(path), File.ReadAllBytes(path), MemoryMarshal.Cast<byte, sbyte>(File.ReadAllBytes(Path.ChangeExtension(path, ".input.bin"))).ToArray()));

    /// <summary>An operator whose output lies somewhere over its input, with rows computed forward or backward: allowed or not.</summary>
    public static IEnumerable<ConformanceCase> OverTheInput(OperatorKind kind, int count) =>
        Enumerable.Range(0, count).Select(seed =>
        {
            var random = new Random(seed);
            RandomOperator drawn = RandomOperator.Draw(kind, seed);
            int inputBytes = drawn.Model.Input.Count;
            int outputBytes = drawn.Model.Output.Count;
            int mode = random.Next(4) == 0 ? random.Next(6) : random.Next(EmbFormat.InPlaceForward, EmbFormat.InPlaceBackward + 1);
            int distance = random.Next(3) == 0 ? random.Next(outputBytes + 1) : Math.Max(0, Math.Abs(outputBytes - inputBytes) + random.Next(-3, 4) * drawn.Model.Input.Width * drawn.Model.Input.Channels);
            bool isForward = mode != EmbFormat.InPlaceBackward;
            var patch = new EmbPatch(drawn.File);
            patch.SetInt32(16, distance + inputBytes + outputBytes).SetByte(patch.Operator(0, 1), mode).SetInt32(patch.Operator(0, 28), 0).SetInt32(patch.Operator(0, 32), 0);
            patch.SetInt32(patch.Tensor(0, 8), isForward ? distance : 0).SetInt32(patch.Tensor(1, 8), isForward ? 0 : distance);
            return new ConformanceCase($"{kind} mode {mode} distance {distance} seed {seed}", patch.Seal(), drawn.Input);
        });

    /// <summary>Files damaged in every way that FileMutation knows, half of them with their CRC-32 mended.</summary>
    public static IEnumerable<ConformanceCase> Mutations(int count)
    {
        byte[][] originals = [TinyModel.File(), EmbWriter.Write(RandomGraph.MobileNetV2(1, size: 8, blocks: 3)), .. FrozenFiles().Select(File.ReadAllBytes)];
        return Enumerable.Range(0, count).Select(seed =>
            new ConformanceCase($"mutation {seed}", FileMutation.Apply(originals[seed % originals.Length], seed).File, RandomBytes.Draw(seed, 300)));
    }

    /// <summary>Frames of any size and format for inputs of any size, both ways to resize, with pixel tables and without.</summary>
    public static IEnumerable<ConformanceCase> Frames(int count)
    {
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            int limit = seed % 50 == 0 ? 400 : 40;
            Frame frame = DrawFrame(random, random.Next(1, limit), random.Next(1, limit));
            var input = new TensorShape(random.Next(1, 20), random.Next(1, 20), random.Next(3) == 0 ? 1 : 3);
            sbyte[]? table = random.Next(5) == 0 ? RandomBytes.Draw(seed, 256) : null;
            var builder = new RandomGraphBuilder(seed, input);
            builder.Reshape();
            QuantizedGraph graph = builder.Build([]) with
            {
                InputSpec = new InputSpec(input.Height, input.Width, input.Channels, (ResizeMethod)random.Next(2), table!),
            };
            yield return new ConformanceCase($"frame {frame.Width}x{frame.Height} {frame.Format} to {input} seed {seed}", EmbWriter.Write(graph), [], frame);
        }
    }

    /// <summary>A network of the shared folder with its stored inputs.</summary>
    public static IEnumerable<ConformanceCase> Golden(string folder, string network, params string[] inputs)
    {
        byte[] file = TfLiteImport.Import(TfLiteReader.Load(SharedFolder.Require("golden", folder, network))).ToEmb();
        return inputs.Select(input =>
        {
            byte[] bytes = File.ReadAllBytes(SharedFolder.Require("golden", folder, input));
            if (input.EndsWith(".gray", StringComparison.Ordinal))
            {
                int side = (int)Math.Sqrt(bytes.Length);
                return new ConformanceCase($"{folder} {input}", file, [], new Frame(bytes, side, side, PixelFormat.Gray8));
            }

            return new ConformanceCase($"{folder} {input}", file, MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray());
        });
    }

    /// <summary>The models of tests/vectors that every engine must read for ever.</summary>
    public static string[] FrozenFiles() => [.. Directory.GetFiles(Path.Combine(SharedFolder.Repository, "tests", "vectors", "v1"), "*.emb").Order(StringComparer.Ordinal)];

    private static ConformanceCase Network(string name, QuantizedGraph graph, int seed) =>
        new(name, EmbWriter.Write(graph), RandomBytes.Draw(seed, graph.Tensors[0].Shape.Count));

    private static Frame DrawFrame(Random random, int width, int height)
    {
        PixelFormat format = Formats[random.Next(Formats.Length)];
        byte[] pixels = new byte[width * height * Frame.BytesPerPixel(format)];
        random.NextBytes(pixels);
        return new Frame(pixels, width, height, format);
    }
}
