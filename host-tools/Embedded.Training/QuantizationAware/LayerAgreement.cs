// SPDX-License-Identifier: MIT
namespace Embedded.Training.QuantizationAware;

/// <summary>How far the training's forward pass is from the integer engine in one layer.</summary>
/// <param name="Name">Of the layer or sum.</param>
/// <param name="Values">int8 activations that were compared.</param>
/// <param name="Different">How many of them differ.</param>
public sealed record LayerAgreement(string Name, long Values, long Different)
{
    /// <summary>Share that differs, 0 to 1.</summary>
    public double Share => (double)Different / Values;
}
