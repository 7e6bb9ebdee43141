// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>An activation of a <see cref="TfLiteNetwork"/>.</summary>
/// <param name="Shape">Height, width, channels.</param>
/// <param name="Rank">4, or 2 for [1, channels].</param>
/// <param name="Source">Type and quantization.</param>
internal sealed record TfLiteActivation(TensorShape Shape, int Rank, TfLiteTensor Source);
