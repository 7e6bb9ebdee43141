// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// Scales channels between layers so that each uses its share of the int8 steps, without changing the function
/// (Nagel et al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction", arXiv 1906.04721).
/// Weights with one scale a layer: the weight ranges of writer and reader become equal, equation 11. Weights with a scale an
/// output channel: rows cost nothing, so that the activation's range is equalized with the reader's columns instead, and
/// before a depthwise layer, whose columns are rows, every channel gets the whole range.
/// </summary>
public static class CrossLayerEqualization
{
    /// <summary>What a channel under ReLU6 may reach after scaling, in calibration: unseen pictures reach farther.</summary>
    public const double Ceiling = 6 * 0.8;

    private const double Saturated = 5.999; // ReLU6 clamps this channel in calibration
    private const double LargestFactor = 1 << 14;
    private const int Rounds = 40;
    private const double Settled = 0.001;

    /// <summary>The equalized network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="ranges">Its channels over calibration pictures.</param>
    /// <param name="isPerTensor">True if all output channels of a layer share a weight scale.</param>
    public static FloatGraph Equalize(FloatGraph graph, ChannelRanges ranges, bool isPerTensor)
    {
        IReadOnlyList<ChannelStream> streams = ChannelStream.Find(graph);
        double[][] totals = [.. streams.Select(stream => Filled(graph.Tensors[stream.Tensors[0]].Channels))];
        for (int round = 0; round < Rounds; round++)
        {
            double change = 0;
            for (int index = 0; index < streams.Count; index++)
            {
                double[] activations = Activations(streams[index], ranges, totals[index]);
                double[] factors = isPerTensor ? ByWeights(graph, streams[index]) : ByActivations(graph, streams[index], activations);
                for (int channel = 0; channel < factors.Length; channel++)
                {
                    factors[channel] = Limit(factors[channel], activations[channel], totals[index][channel], streams[index].HasCeiling);
                    totals[index][channel] *= factors[channel];
                    change = Math.Max(change, Math.Abs(Math.Log(factors[channel])));
                }

                graph = streams[index].Divide(graph, factors);
            }

            if (change < Settled)
            {
                break;
            }
        }

        return graph;
    }

    /// <summary>Equation 11, s = sqrt(r1 r2) / r2, with ranges as shares of their layer's.</summary>
    private static double[] ByWeights(FloatGraph graph, ChannelStream stream)
    {
        int channels = graph.Tensors[stream.Tensors[0]].Channels;
        var written = new double[channels];
        var read = new double[channels];
        foreach (FloatOperator op in stream.Writers.Select(index => graph.Operators[index]))
        {
            double largest = op.Weights.Max(Math.Abs);
            Gather(op, written, (index, weight) => (WeightOrder.OutChannel(op, index), weight / largest));
        }

        foreach (FloatOperator op in stream.Readers.Select(index => graph.Operators[index]))
        {
            double largest = op.Weights.Max(Math.Abs);
            Gather(op, read, (index, weight) => (WeightOrder.InChannel(op, index, channels), weight / largest));
        }

        return [.. written.Zip(read, (one, other) => Math.Sqrt(one / other))];
    }

    private static double[] ByActivations(FloatGraph graph, ChannelStream stream, double[] activations)
    {
        double range = stream.HasCeiling && activations.Any(value => value >= Saturated) ? 6 : Math.Max(activations.Max(), 1e-30);
        var read = new double[activations.Length];
        foreach (FloatOperator op in stream.Readers.Select(index => graph.Operators[index]).Where(op => op.Kind != OperatorKind.DepthwiseConv2D))
        {
            var rows = new double[op.Bias.Length];
            Gather(op, rows, (index, weight) => (WeightOrder.OutChannel(op, index), weight));
            Gather(op, read, (index, weight) => (WeightOrder.InChannel(op, index, activations.Length), weight / Math.Max(1e-30, rows[WeightOrder.OutChannel(op, index)])));
        }

        bool isFree = stream.Readers.All(index => graph.Operators[index].Kind == OperatorKind.DepthwiseConv2D);
        return [.. activations.Select((value, channel) => isFree ? value / range : Math.Sqrt(value / range / read[channel]))];
    }

    /// <summary>The largest absolute value of each channel after the factors so far.</summary>
    private static double[] Activations(ChannelStream stream, ChannelRanges ranges, double[] totals) =>
        [.. totals.Select((total, channel) => stream.Tensors.Max(tensor => ranges.Largest(tensor, channel)) / total)];

    /// <summary>A factor that is exact: 1 for a dead channel and for one that ReLU6 clamps; else none that brings it near the clamp.</summary>
    private static double Limit(double factor, double activation, double total, bool hasCeiling)
    {
        bool isDead = activation <= 0 || !double.IsFinite(factor) || factor <= 0;
        if (isDead || (hasCeiling && activation * total >= Saturated))
        {
            return 1;
        }

        double least = hasCeiling ? activation / Math.Max(Ceiling, activation * total) : 0;
        return Math.Clamp(factor, Math.Max(least, 1 / (LargestFactor * total)), Math.Max(least, LargestFactor / total));
    }

    private static void Gather(FloatOperator op, double[] ranges, Func<int, double, (int Channel, double Weight)> part)
    {
        for (int index = 0; index < op.Weights.Length; index++)
        {
            (int channel, double weight) = part(index, op.Weights[index]);
            ranges[channel] = Math.Max(ranges[channel], Math.Abs(weight));
        }
    }

    private static double[] Filled(int count)
    {
        var values = new double[count];
        Array.Fill(values, 1);
        return values;
    }
}
