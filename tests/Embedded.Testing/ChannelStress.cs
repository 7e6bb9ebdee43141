// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Testing;

/// <summary>
/// Makes a float network hard to quantize without changing its function: every channel between two layers is multiplied by a random
/// power of two, which the next layer takes back. Powers of two change no digit, so that sums differ by float rounding at most.
/// Under ReLU6 channels that reach 6 on the pictures stay, and the others stay below it.
/// </summary>
public static class ChannelStress
{
    private const double Saturated = 5.9;

    /// <summary>The same function with bad scales.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputs">The pictures on which the function stays.</param>
    /// <param name="seed">Of the powers.</param>
    /// <param name="exponent">Powers are 2^-exponent to 2^exponent.</param>
    public static FloatGraph Apply(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, int seed, int exponent = 4)
    {
        var random = new Random(seed);
        ChannelRanges ranges = ChannelRanges.Of(graph, inputs);
        foreach (ChannelStream stream in ChannelStream.Find(graph))
        {
            var factors = new double[graph.Tensors[stream.Tensors[0]].Channels];
            for (int channel = 0; channel < factors.Length; channel++)
            {
                double largest = stream.Tensors.Max(tensor => ranges.Largest(tensor, channel));
                factors[channel] = Math.Pow(2, random.Next(-exponent, exponent + 1));
                while (stream.HasCeiling && largest / factors[channel] > Saturated && factors[channel] < 1)
                {
                    factors[channel] *= 2;
                }

                factors[channel] = stream.HasCeiling && largest >= Saturated ? 1 : factors[channel];
            }

            graph = stream.Divide(graph, factors);
        }

        return graph;
    }
}
