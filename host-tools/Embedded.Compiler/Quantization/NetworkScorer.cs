// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>
/// Compares int8 networks, run on the integer engine, with the float network that they come from. Probabilities are computed from the
/// scores before the last softmax, whose own int8 steps of 1/256 would hide small differences.
/// </summary>
public sealed class NetworkScorer
{
    private readonly IReadOnlyList<sbyte[]> _inputs;
    private readonly IReadOnlyList<int>? _labels;
    private readonly double[][] _expected; // [pictures][classes] probabilities
    private readonly int _scores;

    /// <summary>Runs the float network over the pictures.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="inputs">Preprocessed pictures, others than those that calibrate.</param>
    /// <param name="labels">[pictures] which output each is; null if unknown.</param>
    /// <param name="cancellation">Stops the work.</param>
    public NetworkScorer(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, IReadOnlyList<int>? labels, CancellationToken cancellation = default)
    {
        _inputs = inputs;
        _labels = labels;
        _scores = graph.Operators[^1].Kind == OperatorKind.Softmax ? graph.Operators[^1].Inputs[0] : graph.Output;
        var expected = new double[inputs.Count][];
        Calibration.ForEachPicture(
            graph,
            inputs,
            () => true,
            (executor, picture, _) => expected[picture] = Softmax(executor.Tensors[_scores].Length, index => executor.Tensors[_scores][index]),
            _ => { },
            null,
            cancellation);
        _expected = expected;
        Float = new NetworkScore(0, inputs.Count, labels == null ? null : Enumerable.Range(0, inputs.Count).Count(index => IndexOfLargest(expected[index]) == labels[index]), inputs.Count);
    }

    /// <summary>The float network itself.</summary>
    public NetworkScore Float { get; }

    /// <summary>Runs <paramref name="graph"/> on the integer engine.</summary>
    public NetworkScore Score(QuantizedGraph graph, CancellationToken cancellation = default)
    {
        var divergences = new double[_inputs.Count];
        var predicted = new int[_inputs.Count];
        QuantizedTensor tensor = graph.Tensors[_scores];
        IReadOnlyList<sbyte[]> outputs = new IntegerActivations(_inputs).Advance(graph, _scores, cancellation);
        for (int picture = 0; picture < outputs.Count; picture++)
        {
            sbyte[] scores = outputs[picture];
            double[] actual = Softmax(scores.Length, index => (double)tensor.Scale * (scores[index] - tensor.ZeroPoint));
            divergences[picture] = Divergence(_expected[picture], actual);
            predicted[picture] = IndexOfLargest(actual);
        }

        int[] all = [.. Enumerable.Range(0, _inputs.Count)];
        return new NetworkScore(
            divergences.DefaultIfEmpty(0).Average(),
            all.Count(picture => predicted[picture] == IndexOfLargest(_expected[picture])),
            _labels == null ? null : all.Count(picture => predicted[picture] == _labels[picture]),
            _inputs.Count);
    }

    private static double[] Softmax(int count, Func<int, double> score)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(score)];
        double largest = scores.Max();
        double sum = scores.Sum(value => Math.Exp(value - largest));
        return Array.ConvertAll(scores, value => Math.Exp(value - largest) / sum);
    }

    private static double Divergence(double[] from, double[] to) =>
        from.Zip(to, (p, q) => p > 0 ? p * Math.Log(p / Math.Max(q, 1e-300)) : 0).Sum();

    private static int IndexOfLargest(double[] values) => Array.IndexOf(values, values.Max());
}
