// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What quantization does to a network's answers on a set of pictures.</summary>
/// <param name="KlDivergence">Mean Kullback-Leibler divergence of the probabilities from the float network's, in nats; 0 if nothing changes.</param>
/// <param name="Agreement">Share of pictures with the float network's best class, 0 to 1.</param>
public sealed record LayerCost(double KlDivergence, double Agreement);
