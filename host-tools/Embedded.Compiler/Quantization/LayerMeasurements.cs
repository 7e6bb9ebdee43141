// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Numbers of single pictures, so that their sums have one order whatever thread was first. Arrays are [pictures, layers].</summary>
internal sealed class LayerMeasurements(int pictures, int layers)
{
    /// <summary>Divergence of the scores with one layer quantized.</summary>
    public double[,] Divergence { get; } = new double[pictures, layers];

    /// <summary>True where the best class stayed with one layer quantized.</summary>
    public bool[,] IsSameBest { get; } = new bool[pictures, layers];

    /// <summary>Divergence of the scores with only one layer's weights quantized; 0 without weights.</summary>
    public double[,] WeightsDivergence { get; } = new double[pictures, layers];

    /// <summary>Square of a layer's float output.</summary>
    public double[,] Signal { get; } = new double[pictures, layers];

    /// <summary>Square of the integer engine's difference to it.</summary>
    public double[,] EngineNoise { get; } = new double[pictures, layers];

    /// <summary>[pictures] divergence of the integer engine's scores.</summary>
    public double[] WholeDivergence { get; } = new double[pictures];

    /// <summary>[pictures] true where the integer engine has the same best class.</summary>
    public bool[] IsWholeSameBest { get; } = new bool[pictures];

    /// <summary>The integer engine against the float network.</summary>
    public LayerCost Whole() => new(WholeDivergence.Average(), IsWholeSameBest.Average(isSame => isSame ? 1.0 : 0.0));

    /// <summary>A layer alone against the float network.</summary>
    public LayerCost Alone(int layer) => new(
        Sum(Divergence, layer) / pictures,
        Enumerable.Range(0, pictures).Average(picture => IsSameBest[picture, layer] ? 1.0 : 0.0));

    /// <summary>Signal-to-noise ratio of a layer in the integer engine.</summary>
    public double Decibels(int layer) => WeightNoise.Decibels(Sum(Signal, layer), Sum(EngineNoise, layer));

    /// <summary>Divergence with only the layer's weights quantized.</summary>
    public double OfWeights(int layer) => Sum(WeightsDivergence, layer) / pictures;

    private double Sum(double[,] values, int layer) => Enumerable.Range(0, pictures).Sum(picture => values[picture, layer]);
}
