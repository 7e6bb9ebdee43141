// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>The int8 network and what the conversion cost, layer by layer.</summary>
public sealed record QuantizationResult(QuantizedGraph Graph, NetworkReport Report)
{
    /// <summary>The report's layers.</summary>
    public LayerReport[] Layers => Report.Layers;
}
