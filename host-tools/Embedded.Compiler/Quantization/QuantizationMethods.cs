// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What is done beside choosing ranges so that int8 loses less; docs/quantization.md explains each.</summary>
[Flags]
public enum QuantizationMethods
{
    /// <summary>Weights and biases are rounded to the nearest step.</summary>
    None = 0,

    /// <summary>Channels are scaled between layers: <see cref="Methods.CrossLayerEqualization"/>.</summary>
    Equalization = 1,

    /// <summary>Weight scales with the least square error: <see cref="Methods.LeastSquareScale"/>.</summary>
    LeastSquareWeights = 2,

    /// <summary>Biases that keep every channel's mean, layer by layer in the integer engine.</summary>
    BiasCorrection = 4,

    /// <summary>Weights rounded up or down as the layer's output asks, layer by layer in the integer engine; corrects biases too.</summary>
    AdaptiveRounding = 8,
}
