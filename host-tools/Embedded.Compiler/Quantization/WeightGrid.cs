// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>How the scales of weights are chosen.</summary>
/// <param name="IsPerTensor">One scale for all output channels of a layer; else a scale each.</param>
/// <param name="HasLeastSquareError">The scale with the least square error; else the one that covers the largest weight.</param>
public readonly record struct WeightGrid(bool IsPerTensor = false, bool HasLeastSquareError = false);
