// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Reporting;

/// <summary>The run's float network and the int8 model, layer by layer.</summary>
/// <param name="Report">What was measured.</param>
/// <param name="IsEqualized">True if the float network's channels were equalized first, as the model's are.</param>
/// <param name="ChangedLayers">Layers whose weights differ by more than rounding nonetheless: their numbers compare different things.</param>
internal sealed record LayerComparison(NetworkReport Report, bool IsEqualized, int ChangedLayers);
