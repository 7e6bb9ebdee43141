// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.QuantizationAware;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training;

/// <summary>One step of training: forward, loss, gradients, optimizer, moving average.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly TrainingRecipe _recipe;
    private readonly ITeacher? _teacher;
    private readonly LearningRateSchedule _schedule;
    private readonly MovingAverage _average;
    private readonly int _batchesAnEpoch;
    private NetworkPlan _plan; // of the present size
    private TrainableNetwork _network;

    public TrainingStep(TrainingRecipe recipe, NetworkPlan plan, int batchesAnEpoch, ITeacher? teacher = null)
    {
        _batchesAnEpoch = batchesAnEpoch;
        _plan = plan;
        _recipe = recipe;
        _teacher = teacher;
        Current = NetworkState.Initialize(VariableLayout.Of(recipe), recipe.Seed);
        Average = Current.Clone();
        bool classifierOnly = recipe.Transfer?.Freeze ?? false;
        Optimizer = Optimizer.Create(Current, recipe.Optimizer, classifierOnly ? 0 : recipe.Transfer?.BackboneRate ?? 1);
        _network = NewNetwork(recipe, plan, Current, batchesAnEpoch);
        _average = new MovingAverage(Average, recipe.Optimizer.AverageDecay, classifierOnly);
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

    /// <summary>Goes on with pictures of another size; the variables stay.</summary>
    public void ChangeSize(NetworkPlan plan)
    {
        _network.Dispose();
        _plan = plan;
        _network = NewNetwork(_recipe, plan, Current, _batchesAnEpoch);
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
        PictureMix? mix = PictureMix.Draw(_recipe, _recipe.ViewOf(epoch), index);
        if (mix is not null)
        {
            (input, mix) = mix.Pictures(input);
        }

        (Tensor scores, Tensor features) = _network.Train(input, step, DropoutFactors(batch.Labels.Length, epoch, index));
        Tensor loss = mix is null ? Loss(scores, labels) : Loss(scores, labels).mul(Number(mix.Share)).add(Loss(scores, labels.flip(0)), Number(1 - mix.Share));
        if (_teacher is not null)
        {
            loss = DistillationLoss.Of(_recipe.Distillation!, loss, scores, features, _teacher.Answer(_recipe.ViewOf(epoch), index, input));
        }

        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            return (value, 0);
        }

        Tensor gradients = _network.Gradients(loss);
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

    private static TrainableNetwork NewNetwork(TrainingRecipe recipe, NetworkPlan plan, NetworkState state, int batchesAnEpoch) =>
        recipe.Quantization is QuantizationAwareSettings settings
            ? new QuantizedNetwork(plan, state, (long)settings.WarmUpEpochs * batchesAnEpoch)
            : new ConvolutionalNetwork(plan, state, recipe.Transfer?.Freeze ?? false);

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
