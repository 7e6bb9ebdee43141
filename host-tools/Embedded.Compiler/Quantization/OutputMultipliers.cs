// SPDX-License-Identifier: MIT
// A multiplier stands for input scale x weight scale / output scale, computed as TensorFlow Lite Micro does: the product in double
// for convolutions and for fully connected layers with a scale a channel (kernels/kernel_util.cc,
// PopulateConvolutionQuantizationParams; micro/kernels/fully_connected_common.cc), but in single precision for fully connected
// layers with one scale for all (kernel_util.cc, GetQuantizedConvolutionMultipler).
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Multipliers from weight scales, and weight scales from multipliers.</summary>
public static class OutputMultipliers
{
    /// <summary>[outC] multiplier and shift of an operator with weights.</summary>
    /// <exception cref="ArgumentException">There is neither one weight scale nor one a channel, or an effective scale is 2^30 or more.</exception>
    public static QuantizedMultiplier[] Of(QuantizedOperator op, float inScale, float outScale)
    {
        int channels = op.Bias.Length;
        if (op.WeightScales.Length != 1 && op.WeightScales.Length != channels)
        {
            throw new ArgumentException($"{op.Name} has {op.WeightScales.Length} weight scales; it can have 1 or {channels}, one a channel");
        }

        if (op.Kind == OperatorKind.FullyConnected && op.WeightScales.Length == 1)
        {
            return [.. Enumerable.Repeat(PerTensor(inScale, op.WeightScales[0], outScale), channels)];
        }

        return [.. Enumerable.Range(0, channels).Select(channel => QuantizedMultiplier.From(inScale, op.WeightScale(channel), outScale))];
    }

    /// <summary>
    /// Weight scales from which <see cref="Of"/> gives <paramref name="pairs"/> again, if it gave them before. Convolutions get a
    /// scale a channel, which is exactly the written one. For a fully connected layer whose channels are all alike, one scale for all is tried
    /// first: if <see cref="Of"/> was given one, there is a scale that gives this pair again, perhaps a neighbour of the
    /// one it was given; if none is found, the layer had one a channel, and those are exact.
    /// </summary>
    public static float[] RecoverWeightScales(OperatorKind kind, QuantizedMultiplier[] pairs, float inScale, float outScale)
    {
        if (kind == OperatorKind.FullyConnected && pairs.All(pair => pair == pairs[0]) && RecoverPerTensor(pairs[0], inScale, outScale) is { } scale)
        {
            return [scale];
        }

        return Array.ConvertAll(pairs, pair => pair.RecoverWeightScale(inScale, outScale));
    }

    private static QuantizedMultiplier PerTensor(float inScale, float weightScale, float outScale) =>
        QuantizedMultiplier.From((double)(inScale * weightScale) / outScale);

    /// <summary>
    /// The pair determines the single product exactly. A weight scale with this product lies within one step of the quotient,
    /// as both roundings are half a step at most and a step of one may be two of the other.
    /// </summary>
    private static float? RecoverPerTensor(QuantizedMultiplier pair, float inScale, float outScale)
    {
        if (pair.Multiplier == 0)
        {
            return PerTensor(inScale, float.Epsilon, outScale) == pair ? float.Epsilon : null;
        }

        float product = pair.RecoverWeightScale(1, outScale);
        float quotient = (float)((double)product / inScale);
        foreach (float scale in new[] { quotient, MathF.BitDecrement(quotient), MathF.BitIncrement(quotient) })
        {
            if (scale > 0 && float.IsFinite(scale * inScale) && PerTensor(inScale, scale, outScale) == pair)
            {
                return scale;
            }
        }

        return null;
    }
}
