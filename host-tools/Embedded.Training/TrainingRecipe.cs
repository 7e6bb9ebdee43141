// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Transfer;

namespace Embedded.Training;

/// <summary>Everything that is needed to repeat a run: recipe.json in the run's folder. The defaults suit a few thousand photos.</summary>
public sealed record TrainingRecipe
{
    private const int SizeStep = 16;

    /// <summary>The network.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>One name a class.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Where the pictures came from; for the reader and for repeating, not used by the trainer.</summary>
    public DataOrigin Data { get; init; } = new();

    /// <summary>Passes over the training pictures.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Pictures a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How gradients become steps.</summary>
    public OptimizerSettings Optimizer { get; init; } = new();

    /// <summary>How training pictures are varied; null leaves them as they are.</summary>
    public AugmentationSettings? Augmentation { get; init; } = new();

    /// <summary>Share of the target that is spread over all classes (Szegedy et al. 2016), 0 to below 1.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Share of the pooled features that are dropped in training, 0 to below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Mixup (Zhang et al. 2018): pairs of pictures are blended with a share from the beta distribution (alpha, alpha), alpha 0 (none) to 1.
    /// </summary>
    public double Mixup { get; init; } = 0.2;

    /// <summary>CutMix (Yun et al. 2019): the share of the batches, 0 to 1, in which a rectangle of the other picture is pasted instead of blending.</summary>
    public double CutMix { get; init; }

    /// <summary>
    /// Progressive resizing: the first half of the epochs passes from pictures of this side to those of the network's own in steps of 16
    /// pixels; null for the network's own size throughout.
    /// </summary>
    public int? StartSize { get; init; }

    /// <summary>Draw pictures of rare classes more often, so that an epoch, of the same length, shows every class equally often.</summary>
    public bool Balance { get; init; }

    /// <summary>Stop after so many epochs without a better validation accuracy; 0 never stops early.</summary>
    public int Patience { get; init; }

    /// <summary>
    /// The last epoch's network counts as the best one. The best of many epochs on few pictures is mostly a lucky one, and the moving average
    /// at the end of the learning rate's schedule is as good as any.
    /// </summary>
    public bool KeepLast { get; init; }

    /// <summary>Where all randomness starts.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads that compute; part of the recipe because sums in another order round differently.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What computes; part of the recipe because a graphics card rounds differently.</summary>
    public ComputeDevice Device { get; init; }

    /// <summary>The trained network that the run starts from; null for random weights.</summary>
    public TransferSettings? Transfer { get; init; }

    /// <summary>The trained network that teaches beside the labels; null for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>The float run that the run continues with quantization in the loop; null for a float run.</summary>
    public QuantizationAwareSettings? Quantization { get; init; }

    /// <summary>How a teacher that keeps its scores sees the pictures: as the student, but never through the simulated camera.</summary>
    internal AugmentationSettings? TeacherAugmentation => Augmentation is null ? null : Augmentation with { CameraProbability = 0 };

    /// <summary>Side of the pictures in epoch <paramref name="epoch"/>, counted from 1.</summary>
    public int SizeOf(int epoch)
    {
        int start = StartSize ?? Network.Size;
        int steps = (Network.Size - start + SizeStep - 1) / SizeStep;
        int step = (int)(2L * steps * (epoch - 1) / Epochs);
        return Math.Min(start + (step * SizeStep), Network.Size);
    }

    /// <summary>
    /// Order, variation and mixture of the pictures in epoch <paramref name="epoch"/>, counted from 1. The views of a teacher that keeps its scores do not depend
    /// on the run's seed, so that all its students share them.
    /// </summary>
    internal DataView ViewOf(int epoch) => Distillation is { Views: > 0 } teaching
        ? new DataView(0, ((epoch - 1) % teaching.Views) + 1)
        : new DataView(Seed, epoch);

    /// <summary>Checks all limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        Network.Validate();
        Optimizer.Validate();
        Augmentation?.Validate();
        Transfer?.Validate();
        Distillation?.Validate();
        Quantization?.Validate(this);
        RecipeException.Require(Labels.Count == Network.Classes, "the number of labels", Labels.Count, $"the number of classes, {Network.Classes}");
        RecipeException.Require(Epochs >= 1, "the number of epochs", Epochs, "at least 1");
        RecipeException.Require(BatchSize >= 2, "the batch size", BatchSize, "at least 2");
        RecipeException.Require(LabelSmoothing is >= 0 and < 1, "the label smoothing", LabelSmoothing, "from 0 to below 1");
        RecipeException.Require(Dropout is >= 0 and < 1, "the dropout", Dropout, "from 0 to below 1");
        RecipeException.Require(Mixup is >= 0 and <= 1, "the mixup alpha", Mixup, "from 0 to 1");
        RecipeException.Require(CutMix is >= 0 and <= 1, "the share of CutMix batches", CutMix, "from 0 to 1");
        RecipeException.Require(StartSize is null || (StartSize >= NetworkSpec.SmallestSize && StartSize <= Network.Size), "the size to start with", StartSize ?? 0, $"from {NetworkSpec.SmallestSize} to the network's {Network.Size}");
        RecipeException.Require(StartSize is null || Quantization is null, "the size to start with", StartSize ?? 0, "left out in quantization-aware training");
        RecipeException.Require(Patience >= 0, "the patience", Patience, "at least 0");
        RecipeException.Require(Patience == 0 || !KeepLast, "the patience of a run that keeps its last epoch", Patience, "0");
        RecipeException.Require(Threads >= 1, "the number of threads", Threads, "at least 1");
    }
}
