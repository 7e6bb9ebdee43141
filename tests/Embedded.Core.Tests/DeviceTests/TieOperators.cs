// SPDX-License-Identifier: MIT
// Sums with multiplier 2^30 and shift -s are halved to h and divided by 2^s. With weights of -2 to 2 and s = 1 every second h is a tie;
// with weights of -64 and 64, whose sums are too large for a lane, and s = 8 every eighth.
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.DeviceTests;

/// <summary>Operators whose sums often lie in the middle between two outputs, one for each way through the lane kernels.</summary>
internal static class TieOperators
{
    private const int HalfUnit = 2; // of a sum: one step of what is divided by 2^s

    /// <summary>Three pixels at a time and a rest, sums of several lanes, three rows at a time and single ones, every second pixel, one pixel.</summary>
    public static IEnumerable<byte[]> All()
    {
        yield return Write(new TensorShape(5, 4, 6), builder => builder.Conv2D(3, Window.Point, Activation.None), 2, -1);
        yield return Write(new TensorShape(9, 8, 132), builder => builder.Conv2D(2, Window.Point, Activation.None), 64, -8);
        yield return Write(new TensorShape(5, 5, 4), builder => builder.DepthwiseConv2D(3, 1, 1, Activation.None), 2, -1);
        yield return Write(new TensorShape(7, 7, 3), builder => builder.DepthwiseConv2D(3, 2, 1, Activation.None), 2, -1);
        yield return Write(new TensorShape(2, 3, 3), builder => builder.FullyConnected(24, Activation.None), 2, -1);
    }

    /// <summary>Outputs whose negative sum is a tie: those that the next higher sum would change, as ties go away from zero.</summary>
    public static int NegativeTies(byte[] file, Func<byte[], sbyte[]> run)
    {
        Operator op = ModelReader.Read(new SegmentedModel(file)).Operators[0];
        var patch = new EmbPatch(file);
        for (int channel = 0; channel < op.Bias.Length; channel++)
        {
            patch.SetBias(0, channel, op.Bias[channel] + HalfUnit);
        }

        return run(file).Zip(run(patch.Seal()), (output, above) => output < 0 && output > sbyte.MinValue && output != above).Count(isTie => isTie);
    }

    private static byte[] Write(TensorShape input, Action<RandomGraphBuilder> append, int weight, int shift)
    {
        var builder = new RandomGraphBuilder(1, input) { BiasLimit = 1 };
        append(builder);
        QuantizedGraph graph = builder.Build([]);
        sbyte[] weights = graph.Operators[0].Weights;
        var random = new Random(1);
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = (sbyte)(weight > 2 ? weight * (2 * random.Next(2) - 1) : random.Next(-weight, weight + 1));
        }

        var patch = new EmbPatch(EmbWriter.Write(graph with { Tensors = [graph.Tensors[0], graph.Tensors[1] with { ZeroPoint = 0 }] }));
        patch.SetClamp(0, sbyte.MinValue, sbyte.MaxValue);
        for (int channel = 0; channel < graph.Operators[0].Bias.Length; channel++)
        {
            patch.SetMultiplier(0, channel, 1 << 30, shift).SetBias(0, channel, 0);
        }

        return patch.Seal();
    }
}
