// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Graph;

/// <summary>One int8 activation: real = Scale (q - ZeroPoint).</summary>
/// <param name="Shape">Height, width, channels; batch 1.</param>
/// <param name="Rank">4 for [1, height, width, channels], 2 for [1, channels].</param>
/// <param name="Scale">Real units a step, above 0.</param>
/// <param name="ZeroPoint">The int8 value that means real 0.</param>
public sealed record QuantizedTensor(TensorShape Shape, int Rank, float Scale, int ZeroPoint);
