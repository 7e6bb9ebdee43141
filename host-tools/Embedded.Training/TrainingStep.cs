// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training;

/// <summary>One step of training: forward, loss, gradients, optimizer, moving average.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly TrainingRecipe _recipe;
    private readonly Teacher? _teacher;
    private readonly ConvolutionalNetwork _network;
    private readonly LearningRateSchedule _schedule;
    private readonly MovingAverage _average;
    private readonly bool _freezes; // the classifier alone is trained

    public TrainingStep(TrainingRecipe recipe, NetworkPlan plan, int batchesAnEpoch, Teacher? teacher = null)
    {
        _plan = plan;
        _recipe = recipe;
        _teacher = teacher;
        Current = NetworkState.Initialize(new VariableLayout(plan), recipe.Seed);
        Average = Current.Clone();
        _freezes = recipe.Transfer?.Freeze ?? false;
        Optimizer = Optimizer.Create(Current, recipe.Optimizer, _freezes ? 0 : recipe.Transfer?.BackboneRate ?? 1);
        _network = new ConvolutionalNetwork(plan, Current);
        _average = new MovingAverage(Average, recipe.Optimizer.AverageDecay, _freezes);
        double warmUpEpochs = Math.Min(recipe.Optimizer.WarmUpEpochs, recipe.Epochs / 2.0);
        _schedule = new LearningRateSchedule(recipe.Optimizer.LearningRate, warmUpEpochs * batchesAnEpoch, (long)recipe.Epochs * batchesAnEpoch);
    }

    /// <summary>The network that the optimizer changes.</summary>
    public NetworkState Current { get; }

    /// <summary>Its moving average: what is measured and exported.</summary>
    public NetworkState Average { get; }

    public Optimizer Optimizer { get; }

    /// <summary>Takes over another network's values before the first step.</summary>
    public void StartFrom(NetworkState state)
    {
        using var frozen = no_grad();
        foreach (NetworkState own in new[] { Current, Average })
        {
            own.Trained.copy_(state.Trained);
            own.Statistics.copy_(state.Statistics);
        }
    }

    /// <summary>Learning rate of step <paramref name="step"/>, counted from 0 over the whole run.</summary>
    public double LearningRate(long step) => _schedule.At(step);

    /// <summary>Trains on one batch.</summary>
    /// <param name="batch">Pictures as the pipeline gives them.</param>
    /// <param name="epoch">Counted from 1; with <paramref name="index"/> it names the random streams.</param>
    /// <param name="index">The batch's number in its epoch, from 0.</param>
    /// <param name="step">Steps before this one in the whole run.</param>
    /// <returns>The mean loss, and how many pictures were classified correctly.</returns>
    public (double Loss, int Correct) Run(Batch batch, int epoch, int index, long step)
    {
        using var scope = NewDisposeScope();
        Tensor labels = tensor(batch.Labels);
        Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, _plan.Input.Height, _plan.Input.Width, _plan.Input.Channels]);
        Tensor input = ConvolutionalNetwork.ToInput(pixels, _plan.Spec.InputRange);
        Tensor loss;
        Tensor scores;
        if (_recipe.Mixup > 0)
        {
            double share = new SeededRandom(_recipe.Seed, RandomPurpose.Mix + epoch, index).Beta(_recipe.Mixup);
            input = input.mul(share).add_(input.flip(0), 1 - share); // each picture with its mirror place in the batch
            scores = Scores(input, DropoutFactors(batch.Labels.Length, epoch, index));
            loss = Loss(scores, labels).mul(share).add(Loss(scores, labels.flip(0)), 1 - share);
        }
        else
        {
            scores = Scores(input, DropoutFactors(batch.Labels.Length, epoch, index));
            loss = Loss(scores, labels);
        }

        loss = _teacher is null ? loss : _teacher.Loss(loss, scores, _teacher.Scores(input));
        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            return (value, 0);
        }

        Tensor gradients = _network.Gradients(loss, _freezes);
        using (no_grad())
        {
            Optimizer.Step(Current.Trained, gradients, LearningRate(step), step);
            _average.Add(Current, step);
        }

        return (value, (int)scores.argmax(1).eq(labels).sum().item<long>());
    }

    public void Dispose()
    {
        _network.Dispose();
        Current.Dispose();
        Average.Dispose();
        Optimizer.Dispose();
    }

    /// <summary>Without gradients through frozen layers, whose batch norms keep their statistics.</summary>
    private Tensor Scores(Tensor input, Tensor? dropout)
    {
        if (!_freezes)
        {
            return _network.Forward(input, training: true, dropout);
        }

        Tensor features;
        using (no_grad())
        {
            features = _network.Features(input, training: false);
        }

        return _network.Classify(features, dropout);
    }

    private Tensor Loss(Tensor scores, Tensor labels) => Functional.cross_entropy(scores, labels, label_smoothing: _recipe.LabelSmoothing);

    /// <summary>[pictures, features]: 0 for a dropped feature, else 1/(1 - dropout).</summary>
    private Tensor? DropoutFactors(int pictures, int epoch, int index)
    {
        if (_recipe.Dropout == 0)
        {
            return null;
        }

        var random = new SeededRandom(_recipe.Seed, RandomPurpose.Dropout + epoch, index);
        var factors = new float[pictures * _plan.Features.Channels];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = random.Chance(_recipe.Dropout) ? 0 : (float)(1 / (1 - _recipe.Dropout));
        }

        return tensor(factors, [pictures, _plan.Features.Channels]);
    }
}
