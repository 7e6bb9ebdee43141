// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>The int8 network and what the conversion cost, layer by layer.</summary>
public sealed record QuantizationResult(QuantizedGraph Graph, NetworkReport Report)
{
    /// <summary>The report's layers.</summary>
    public LayerReport[] Layers => Report.Layers;

    /// <summary>What <see cref="MethodSearch"/> tried; empty where nothing was searched.</summary>
    public IReadOnlyList<MethodTrial> Trials { get; init; } = [];

    /// <summary>The float network on the pictures of the trials; null where there are none.</summary>
    public NetworkScore? Float { get; init; }
}
