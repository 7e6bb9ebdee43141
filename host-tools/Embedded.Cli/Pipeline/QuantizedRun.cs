// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Pipeline;

/// <summary>A training run as a model file.</summary>
/// <param name="Graph">The float network.</param>
/// <param name="Report">What quantization did to the layers and to the whole; null if no pictures were given.</param>
/// <param name="File">The file as it was written.</param>
/// <param name="Methods">What was tried; null for a network that learned its quantization.</param>
internal sealed record QuantizedRun(FloatGraph Graph, NetworkReport? Report, EmbFile File, MethodTable? Methods)
{
    /// <summary>What was not tried yet.</summary>
    public QuantizationAdvice Advice => Methods is null ? QuantizationAdvice.None : Methods.IsSearched ? QuantizationAdvice.Training : QuantizationAdvice.SearchOrTraining;
}
