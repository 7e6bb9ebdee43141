// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What quantization did to one operator.</summary>
public sealed record LayerReport
{
    /// <summary>The operator's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it computes.</summary>
    public required string Kind { get; init; }

    /// <summary>How the output's range was chosen; "-" where it follows from the input or is fixed.</summary>
    public required string Observer { get; init; }

    /// <summary>Smallest real output over the pictures.</summary>
    public required float Minimum { get; init; }

    /// <summary>Largest real output over the pictures.</summary>
    public required float Maximum { get; init; }

    /// <summary>Real units a step of the output.</summary>
    public required float Scale { get; init; }

    /// <summary>Zero point of the output.</summary>
    public required int ZeroPoint { get; init; }

    /// <summary>Smallest real value that the grid holds.</summary>
    public float CoveredMinimum => Scale * (-128 - ZeroPoint);

    /// <summary>Largest real value that the grid holds.</summary>
    public float CoveredMaximum => Scale * (127 - ZeroPoint);

    /// <summary>Share of the output's values that lie outside of the grid by more than half a step, 0 to 1.</summary>
    public required double ClippedShare { get; init; }

    /// <summary>Power of the float output over the power of its difference to the integer engine's output.</summary>
    public required double SignalToNoiseDb { get; init; }

    /// <summary>Output channel whose weights lost most, -1 without weights.</summary>
    public required int WorstChannel { get; init; }

    /// <summary>Signal-to-noise of that channel's weights, not a number without weights.</summary>
    public required double WorstChannelDb { get; init; }

    /// <summary>The output's channels.</summary>
    public required ChannelReport Channels { get; init; }

    /// <summary>
    /// What it costs to quantize this layer alone, its weights and its output, with all else in floats; null where int8 adds no
    /// rounding (pad, reshape) and behind the scores (softmax).
    /// </summary>
    public required LayerCost? CostAlone { get; init; }

    /// <summary>Divergence in nats with only the layer's weights quantized, its output in floats; 0 without weights.</summary>
    public required double WeightsDivergence { get; init; }

    /// <summary>Where its cost comes from when it alone is quantized.</summary>
    public LayerCause Cause => WeightsDivergence > 0.5 * CostAlone?.KlDivergence ? LayerCause.Weights
        : ClippedShare > ManyClipped ? LayerCause.Clipping
        : Channels.Middle is { Share: < NarrowMiddle } ? LayerCause.ChannelSpread
        : LayerCause.Resolution;

    private const double ManyClipped = 1e-3;
    private const double NarrowMiddle = 0.25; // half of the channels have 6 bits or less
}
