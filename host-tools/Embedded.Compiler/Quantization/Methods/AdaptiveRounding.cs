// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// Chooses for every weight whether it is rounded up or down so that the layer computes what the float network does from the
/// inputs that the integer engine really has (Nagel et al. 2020, "Up or Down? Adaptive Rounding for Post-Training
/// Quantization", arXiv 2004.10568, equations 13 and 25 without the clamp). The quadratic problem of a row is solved by
/// <see cref="RoundingSearch"/>, not by gradients. The bias follows in closed form.
/// </summary>
internal sealed class AdaptiveRounding : ILayerCorrection
{
    /// <summary>Pull towards the float weights, as a share of the inputs' mean power: few pictures do not determine all weights.</summary>
    public double Pull { get; init; } = 0.02;

    /// <inheritdoc />
    public bool NeedsCovariance => true;

    /// <inheritdoc />
    public QuantizedOperator Correct(FloatOperator op, QuantizedOperator quantized, float inScale, LayerMoments moments, double[] targetMeans, CancellationToken cancellation)
    {
        var weights = new sbyte[op.Weights.Length];
        bool isShared = op.Kind != OperatorKind.DepthwiseConv2D;
        double[]? shared = isShared ? Damped(moments, 0) : null;
        Parallel.For(0, op.Bias.Length, new ParallelOptions { CancellationToken = cancellation }, channel =>
        {
            double[] covariance = shared ?? Damped(moments, channel);
            double[] crossed = moments.CrossCovariance(channel);
            double scale = quantized.WeightScale(channel);
            var steps = new double[moments.Size]; // float weights in steps
            var wanted = new double[moments.Size];
            double pull = PullOf(moments, channel);
            for (int tap = 0; tap < steps.Length; tap++)
            {
                steps[tap] = op.Weights[WeightOrder.At(op, channel, tap)] / scale;
                wanted[tap] = crossed[tap] / (inScale * scale) + pull * steps[tap];
            }

            int[] rounded = RoundingSearch.Solve(covariance, wanted, steps);
            for (int tap = 0; tap < steps.Length; tap++)
            {
                weights[WeightOrder.At(op, channel, tap)] = (sbyte)rounded[tap];
            }
        });
        return new BiasCorrection().Correct(op, quantized with { Weights = weights }, inScale, moments, targetMeans, cancellation);
    }

    private double PullOf(LayerMoments moments, int channel)
    {
        double power = 0;
        for (int index = 0; index < moments.Size; index++)
        {
            power += moments.Variance(channel, index) / moments.Size;
        }

        return Pull * power + 1e-9;
    }

    private double[] Damped(LayerMoments moments, int channel)
    {
        double[] covariance = moments.Covariance(channel);
        double pull = PullOf(moments, channel);
        for (int index = 0; index < moments.Size; index++)
        {
            covariance[index * moments.Size + index] += pull;
        }

        return covariance;
    }
}
