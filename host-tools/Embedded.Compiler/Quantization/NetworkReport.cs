// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What quantization did to a network, layer by layer and as a whole.</summary>
public sealed record NetworkReport
{
    /// <summary>One an operator, in execution order.</summary>
    public required LayerReport[] Layers { get; init; }

    /// <summary>Cost of the whole conversion: the integer engine against the float network.</summary>
    public required LayerCost Whole { get; init; }

    /// <summary>Pictures behind ranges and channels.</summary>
    public required int Pictures { get; init; }

    /// <summary>Pictures behind costs and signal-to-noise ratios, some of <see cref="Pictures"/>.</summary>
    public required int ComparedPictures { get; init; }

    /// <summary>The layer that costs most when it alone is quantized; null if none costs anything.</summary>
    public LayerReport? Costliest => Layers.Where(layer => layer.CostAlone is { KlDivergence: > 0 }).MaxBy(layer => layer.CostAlone!.KlDivergence);

    /// <summary>Sum of what the layers cost alone, in nats: <see cref="LayerCost.KlDivergence"/> is to be read as a share of it.</summary>
    public double SumAlone => Layers.Sum(layer => layer.CostAlone?.KlDivergence ?? 0);
}
