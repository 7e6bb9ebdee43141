// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>What the float network computes at the sampled places of every layer with weights, before the clamp.</summary>
internal sealed class LayerTargets
{
    private readonly float[]?[][] _values; // [operators][pictures] then [places, outC] less the mean

    private LayerTargets(LayerSampling?[] samplings, float[]?[][] values, double[][] means)
    {
        Samplings = samplings;
        _values = values;
        Means = means;
    }

    /// <summary>[operators] the places; null for operators without weights.</summary>
    public LayerSampling?[] Samplings { get; }

    /// <summary>[operators][outC] mean over all sampled places.</summary>
    public double[][] Means { get; }

    /// <summary>Runs the float network over the pictures.</summary>
    public static LayerTargets Of(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, CancellationToken cancellation)
    {
        LayerSampling?[] samplings = [.. graph.Operators.Select((op, index) => op.Weights.Length > 0 ? new LayerSampling(graph, index, inputs.Count) : null)];
        var values = Array.ConvertAll(graph.Operators, _ => new float[]?[inputs.Count]);
        Calibration.ForEachPicture(
            graph,
            inputs,
            () => true,
            (executor, picture, _) => Sample(graph, executor, picture, samplings, values),
            _ => { },
            null,
            cancellation);
        double[][] means = [.. graph.Operators.Select((op, index) => samplings[index] == null ? [] : Centre(values[index], op.Bias.Length))];
        return new LayerTargets(samplings, values, means);
    }

    /// <summary>[outC] the targets of an operator at one place, less their mean.</summary>
    public ReadOnlySpan<float> At(int operatorIndex, int picture, int place)
    {
        int outputs = Means[operatorIndex].Length;
        return _values[operatorIndex][picture].AsSpan(place * outputs, outputs);
    }

    private static void Sample(FloatGraph graph, FloatExecutor executor, int picture, LayerSampling?[] samplings, float[]?[][] values)
    {
        for (int index = 0; index < samplings.Length; index++)
        {
            if (samplings[index] is { } sampling)
            {
                int outputs = graph.Operators[index].Bias.Length;
                var results = new float[sampling.PlacesPerPicture * outputs];
                var patch = new float[sampling.GatheredSize];
                for (int place = 0; place < sampling.PlacesPerPicture; place++)
                {
                    sampling.Gather<float>(executor.Tensors[graph.Operators[index].Inputs[0]], picture, place, 0f, patch);
                    sampling.Compute(patch, results.AsSpan(place * outputs, outputs));
                }

                values[index][picture] = results;
            }
        }
    }

    private static double[] Centre(float[]?[] values, int outputs)
    {
        var means = new double[outputs];
        foreach (float[]? picture in values)
        {
            for (int index = 0; index < picture!.Length; index++)
            {
                means[index % outputs] += picture[index] / (double)(picture.Length / outputs * values.Length);
            }
        }

        foreach (float[]? picture in values)
        {
            for (int index = 0; index < picture!.Length; index++)
            {
                picture[index] -= (float)means[index % outputs];
            }
        }

        return means;
    }
}
