// SPDX-License-Identifier: MIT
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>
/// Makes a trained first convolution take another input. Colour becomes grey by adding up the weights of the three colours, grey
/// becomes colour by a third of the weight for each. An input range r = S (q - Z) becomes x = s (q - z), since r = (S/s) x + S (z - Z):
/// the factor goes into the weights, the offset times the sum of a filter into its bias. That is exact but for the padding, which
/// means q = Z before and q = z afterwards; so ranges whose zeros lie further apart are not converted, the new network keeps them.
/// </summary>
internal static class InputConversion
{
    /// <summary>Most steps of a pixel that two ranges' zeros may lie apart.</summary>
    public const int LargestShift = 2;

    /// <summary>The range that a network started from one with range <paramref name="trained"/> takes.</summary>
    public static InputRange RangeFor(InputRange trained) =>
        Math.Abs(trained.ZeroPoint) <= LargestShift ? new InputRange() : trained;

    /// <summary>The first layer as <paramref name="spec"/> needs it.</summary>
    /// <exception cref="RecipeException">The inputs are too different.</exception>
    public static SourceLayer Apply(SourceLayer layer, InputRange trained, NetworkSpec spec, string name)
    {
        InputRange range = spec.InputRange;
        int shift = range.ZeroPoint - trained.ZeroPoint;
        if (Math.Abs(shift) > LargestShift)
        {
            throw new RecipeException(
                FormattableString.Invariant($"The pixel that means 0 is {range.ZeroPoint + 128} in the recipe and {trained.ZeroPoint + 128} in {name}: give the recipe the input range of that network, scale {trained.Scale} and zero point {trained.ZeroPoint}."));
        }

        double factor = (double)trained.Scale / range.Scale;
        var bias = new float[layer.Outputs];
        for (int channel = 0; channel < bias.Length; channel++)
        {
            double sum = layer.Weights.AsSpan(channel * layer.FilterLength, layer.FilterLength).ToArray().Sum(weight => (double)weight);
            bias[channel] = (float)(layer.Bias[channel] + (trained.Scale * shift * sum));
        }

        float[] weights = Array.ConvertAll(Mix(layer, spec.Channels, name), weight => (float)(factor * weight));
        return layer with { Inputs = spec.Channels, Weights = weights, Bias = bias };
    }

    private static double[] Mix(SourceLayer layer, int channels, string name)
    {
        int pixels = layer.Weights.Length / layer.Inputs;
        return (layer.Inputs, channels) switch
        {
            (3, 1) => [.. Enumerable.Range(0, pixels).Select(at => (double)layer.Weights[3 * at] + layer.Weights[(3 * at) + 1] + layer.Weights[(3 * at) + 2])],
            (1, 3) => [.. Enumerable.Range(0, 3 * pixels).Select(at => layer.Weights[at / 3] / 3.0)],
            _ when layer.Inputs == channels => Array.ConvertAll(layer.Weights, weight => (double)weight),
            _ => throw new RecipeException($"{name} takes pictures of {layer.Inputs} channels: only 1 (grey) and 3 (colour) can be used."),
        };
    }
}
