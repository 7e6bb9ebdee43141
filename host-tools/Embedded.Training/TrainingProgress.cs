// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>Where a run stands, reported a few times a second.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">Of the recipe; an early stop may come before.</param>
/// <param name="Batch">Batches done in this epoch.</param>
/// <param name="Batches">Batches an epoch.</param>
/// <param name="ImagesPerSecond">Training pictures a second in this epoch.</param>
/// <param name="Loss">Mean training loss of this epoch so far.</param>
/// <param name="Accuracy">Share of correct training pictures of this epoch so far, 0 to 1.</param>
/// <param name="TimeLeft">Until the last epoch's end at the speed of this session.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double ImagesPerSecond, double Loss, double Accuracy, TimeSpan TimeLeft);
