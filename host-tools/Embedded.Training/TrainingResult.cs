// SPDX-License-Identifier: MIT
using Embedded.Training.QuantizationAware;

namespace Embedded.Training;

/// <summary>How a run ended.</summary>
/// <param name="Epochs">Epochs that were trained, all sessions together.</param>
/// <param name="BestEpoch">The epoch in best.ckpt.</param>
/// <param name="BestAccuracy">Its validation accuracy, 0 to 1.</param>
/// <param name="StoppedEarly">The patience ran out before the recipe's last epoch.</param>
public sealed record TrainingResult(int Epochs, int BestEpoch, double BestAccuracy, bool StoppedEarly)
{
    /// <summary>Of a quantization-aware run: the last network's forward pass in training beside the integer engine, layer by layer; else empty.</summary>
    public IReadOnlyList<LayerAgreement> Agreement { get; init; } = [];
}
