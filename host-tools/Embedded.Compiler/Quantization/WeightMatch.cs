// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>Whether an int8 network holds the weights of a float network, rounded, or others.</summary>
public static class WeightMatch
{
    private const double FewestDecibels = 10; // of a layer's weights; rounding to int8 leaves 20 and more

    /// <summary>Layers whose int8 weights are not the float ones: equalized channels, or a network of another training.</summary>
    /// <exception cref="ArgumentException">The networks have other operators.</exception>
    public static int ChangedLayers(FloatGraph graph, QuantizedGraph quantized)
    {
        LayerReporter.RequireSame(graph, quantized);
        return graph.Operators.Zip(quantized.Operators).Count(pair => pair.First.Weights.Length > 0 && IsOther(pair.First, pair.Second));
    }

    private static bool IsOther(FloatOperator op, QuantizedOperator quantized)
    {
        float[] rounded = WeightNoise.Rounded(op, quantized, 1).Weights; // the input's scale is of no matter for them
        double signal = op.Weights.Sum(weight => (double)weight * weight);
        double noise = op.Weights.Zip(rounded).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
        return WeightNoise.Decibels(signal, noise) < FewestDecibels;
    }
}
