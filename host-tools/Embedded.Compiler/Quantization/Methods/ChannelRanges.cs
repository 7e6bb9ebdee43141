// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>The smallest and the largest value of every channel of every activation over calibration pictures.</summary>
public sealed class ChannelRanges
{
    private ChannelRanges(FloatGraph graph)
    {
        Minimum = Array.ConvertAll(graph.Tensors, shape => Filled(shape.Channels, float.PositiveInfinity));
        Maximum = Array.ConvertAll(graph.Tensors, shape => Filled(shape.Channels, float.NegativeInfinity));
    }

    /// <summary>[tensors][channels]</summary>
    public float[][] Minimum { get; }

    /// <summary>[tensors][channels]</summary>
    public float[][] Maximum { get; }

    /// <summary>The ranges of <paramref name="graph"/> over <paramref name="inputs"/>, int8 [height, width, channels] each.</summary>
    public static ChannelRanges Of(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, CancellationToken cancellation = default)
    {
        var merged = new ChannelRanges(graph);
        Calibration.ForEachPicture(
            graph,
            inputs,
            () => new ChannelRanges(graph),
            (executor, _, own) => own.Widen(executor.Tensors),
            merged.Widen,
            null,
            cancellation);
        return merged;
    }

    /// <summary>The largest absolute value of a channel.</summary>
    public float Largest(int tensor, int channel) => Math.Max(Math.Abs(Minimum[tensor][channel]), Math.Abs(Maximum[tensor][channel]));

    /// <summary>The operators with weights whose every output channel has the same value for all pictures and places.</summary>
    public IEnumerable<FloatOperator> ConstantLayers(FloatGraph graph) =>
        graph.Operators.Where(op => op.Weights.Length > 0 && Minimum[op.Output].SequenceEqual(Maximum[op.Output]));

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private void Widen(float[][] tensors)
    {
        for (int tensor = 0; tensor < tensors.Length; tensor++)
        {
            Widen(tensor, tensors[tensor], tensors[tensor]);
        }
    }

    private void Widen(ChannelRanges other)
    {
        for (int tensor = 0; tensor < Minimum.Length; tensor++)
        {
            Widen(tensor, other.Minimum[tensor], other.Maximum[tensor]);
        }
    }

    private void Widen(int tensor, float[] low, float[] high)
    {
        float[] minimum = Minimum[tensor];
        float[] maximum = Maximum[tensor];
        for (int start = 0; start < low.Length; start += minimum.Length)
        {
            for (int channel = 0; channel < minimum.Length; channel++)
            {
                minimum[channel] = Math.Min(minimum[channel], low[start + channel]);
                maximum[channel] = Math.Max(maximum[channel], high[start + channel]);
            }
        }
    }
}
