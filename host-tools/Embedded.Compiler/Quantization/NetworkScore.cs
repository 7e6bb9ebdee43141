// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>How near a network on the integer engine is to the float network, over some pictures.</summary>
/// <param name="Divergence">Mean Kullback-Leibler divergence of its probabilities from those of the float network, in nats.</param>
/// <param name="Agreeing">Pictures that it takes for the same class as the float network.</param>
/// <param name="Correct">Pictures whose class it finds; null if the true classes are unknown.</param>
/// <param name="Pictures">How many there are.</param>
public sealed record NetworkScore(double Divergence, int Agreeing, int? Correct, int Pictures)
{
    /// <summary>Pictures whose class it finds, or that the float network takes for the same class where the true ones are unknown.</summary>
    public int Right => Correct ?? Agreeing;

    /// <summary><see cref="Right"/> as a share of all, 0 to 1.</summary>
    public double Share => (double)Right / Math.Max(1, Pictures);
}
