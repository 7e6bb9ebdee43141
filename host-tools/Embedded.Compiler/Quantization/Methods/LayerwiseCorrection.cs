// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>Corrects one layer after the other: each with the inputs that the integer engine has after the layers before it were corrected.</summary>
internal static class LayerwiseCorrection
{
    private const int MostPictures = 512;
    private const int Blocks = 8; // sums in an order of their own: the same result on any number of threads

    /// <summary>The corrected network.</summary>
    /// <param name="graph">The float network that the integers stand for.</param>
    /// <param name="quantized">The same network in integers.</param>
    /// <param name="inputs">Calibration pictures.</param>
    /// <param name="correction">What is done to a layer.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static QuantizedGraph Run(
        FloatGraph graph, QuantizedGraph quantized, IReadOnlyList<sbyte[]> inputs, ILayerCorrection correction, IProgress<double>? progress, CancellationToken cancellation)
    {
        sbyte[][] pictures = [.. EvenSpread.Indices(inputs.Count, MostPictures).Select(index => inputs[index])];
        LayerTargets targets = LayerTargets.Of(graph, pictures, cancellation);
        QuantizedOperator[] operators = [.. quantized.Operators];
        var activations = new IntegerActivations(pictures);
        for (int index = 0; index < operators.Length; index++)
        {
            if (targets.Samplings[index] != null)
            {
                int input = operators[index].Inputs[0];
                IReadOnlyList<sbyte[]> seen = activations.Advance(quantized with { Operators = operators }, input, cancellation);
                LayerMoments moments = Moments(graph.Operators[index], index, seen, quantized.Tensors[input].ZeroPoint, targets, correction.NeedsCovariance, cancellation);
                operators[index] = correction.Correct(graph.Operators[index], operators[index], quantized.Tensors[input].Scale, moments, targets.Means[index], cancellation);
            }

            progress?.Report((index + 1.0) / operators.Length);
        }

        return quantized with { Operators = operators };
    }

    private static LayerMoments Moments(
        FloatOperator op, int index, IReadOnlyList<sbyte[]> seen, int zeroPoint, LayerTargets targets, bool hasCovariance, CancellationToken cancellation)
    {
        LayerSampling sampling = targets.Samplings[index]!;
        int outputs = op.Bias.Length;
        int groups = op.Kind == OperatorKind.DepthwiseConv2D ? outputs : 1;
        var blocks = new LayerMoments[Blocks];
        Parallel.For(0, Blocks, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            var moments = new LayerMoments(groups, sampling.PatchSize, outputs, hasCovariance);
            var bytes = new sbyte[sampling.GatheredSize];
            var values = new int[sampling.GatheredSize];
            for (int picture = block; picture < seen.Count; picture += Blocks)
            {
                for (int place = 0; place < sampling.PlacesPerPicture; place++)
                {
                    sampling.Gather<sbyte>(seen[picture], picture, place, (sbyte)zeroPoint, bytes);
                    for (int at = 0; at < bytes.Length; at++)
                    {
                        values[at] = bytes[at] - zeroPoint;
                    }

                    moments.Add(values, targets.At(index, picture, place));
                }
            }

            blocks[block] = moments;
        });
        LayerMoments merged = blocks[0];
        foreach (LayerMoments block in blocks.Skip(1))
        {
            merged.Add(block);
        }

        return merged;
    }
}
