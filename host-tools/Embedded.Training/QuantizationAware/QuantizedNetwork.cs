// SPDX-License-Identifier: MIT
// The forward pass is the device's: weights, bias and multipliers are those that the export would write at this moment, sums are whole
// numbers, and the engine's own arithmetic rounds them. Behind each rounding the gradient goes on as if nothing had been rounded
// (straight-through estimator, Bengio et al. 2013, arXiv 1308.3432); values beyond the clamp get none. The gradients of the
// activations' scales follow from that (LSQ, Esser et al. 2020, arXiv 1902.08153, equation 3). Batch norms are folded by their running
// statistics (Jacob et al. 2018, section 3.2), which follow the quantized network during the warm-up and are frozen after it
// (Krishnamoorthi 2018, section 3.2.2).
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Training.Export;
using Embedded.Training.Models;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.QuantizationAware;

/// <summary>Computes a <see cref="NetworkPlan"/> as the integer engine does, with gradients.</summary>
internal sealed class QuantizedNetwork : TrainableNetwork
{
    private const double LargestVariable = 1 << 20; // beyond it a training has diverged, and int8 parameters need not exist

    private readonly NetworkState _state;
    private readonly long _warmUpSteps;
    private Dictionary<string, QuantizedOperator> _operators = [];
    private QuantizedTensor[] _tensors = [];

    /// <summary>Binds the plan's layers to the state's variables.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="state">The values, with grids.</param>
    /// <param name="warmUpSteps">Steps in which the batch norms' statistics follow the batches.</param>
    public QuantizedNetwork(NetworkPlan plan, NetworkState state, long warmUpSteps)
        : base(plan, state)
    {
        _state = state;
        _warmUpSteps = warmUpSteps;
    }

    /// <summary>Called with the name of every layer and sum, and its output; for measuring.</summary>
    public Action<string, QuantizedActivation>? Computed { get; set; }

    /// <inheritdoc />
    public override (Tensor Scores, Tensor Features) Train(Tensor input, long step, Tensor? dropout) => Run(input, step < _warmUpSteps);

    /// <summary>Scores (logits) [batch, classes] of <paramref name="input"/> [batch, channels, height, width], real values.</summary>
    /// <param name="input">Rounded to the input's grid.</param>
    /// <param name="updateStatistics">The running statistics take in the batch.</param>
    /// <returns>Not a number for a network that has diverged.</returns>
    public Tensor Forward(Tensor input, bool updateStatistics) => Run(input, updateStatistics).Scores;

    private (Tensor Scores, Tensor Features) Run(Tensor input, bool updateStatistics)
    {
        if (!(_state.Trained.abs().max().item<float>() < LargestVariable))
        {
            return (full([input.shape[0], Plan.Classifier.Output.Channels], Number(double.NaN)), zeros([input.shape[0], Plan.Features.Channels]));
        }

        QuantizedGraph graph = QuantizedExport.Build(Plan, _state);
        _operators = graph.Operators.ToDictionary(op => op.Name);
        _tensors = graph.Tensors;
        InputRange range = Plan.Spec.InputRange;
        var outputs = new List<QuantizedActivation>();
        var activation = new QuantizedActivation(
            input.div(Number(range.Scale)).round_().clamp_(Number(-128 - range.ZeroPoint), Number(127 - range.ZeroPoint)), tensor(range.Scale), range.ZeroPoint);
        foreach (Layer layer in Plan.Layers.SkipLast(1))
        {
            activation = Layer(layer, activation, updateStatistics);
            activation = layer.Residual is int source ? Sum(layer, activation, outputs[source]) : activation;
            outputs.Add(activation);
        }

        QuantizedActivation pooled = Pool(activation);
        activation = Layer(Plan.Classifier, pooled, updateStatistics: false);
        return ((activation.Values * activation.Scale).flatten(1), (pooled.Values * pooled.Scale).flatten(1));
    }

    private QuantizedActivation Layer(Layer layer, QuantizedActivation input, bool updateStatistics)
    {
        QuantizedOperator op = _operators[layer.Name];
        Tensor weights = TrainedByName[layer.Name + "/weights"];
        Tensor? factor = null;
        Tensor bias;
        if (layer.HasBatchNorm)
        {
            Tensor deviation = Statistics[layer.Name + "/variance"].add(Number(NetworkPlan.BatchNormEpsilon)).sqrt();
            factor = TrainedByName[layer.Name + "/gamma"].div(deviation);
            weights = weights * factor.view(-1, 1, 1, 1);
            bias = TrainedByName[layer.Name + "/beta"] - (Statistics[layer.Name + "/mean"].clone() * factor); // a copy: the warm-up changes it
        }
        else
        {
            bias = TrainedByName[layer.Name + "/bias"];
        }

        Tensor weightScales = tensor(op.WeightScales);
        Tensor sums = Convolve(layer, input.Values, Straight(weights / weightScales.view(-1, 1, 1, 1), WeightsOf(op, layer)));
        if (updateStatistics && factor is not null)
        {
            Follow(layer.Name, sums, input.Scale * weightScales, factor);
        }

        (Tensor scale, QuantizedTensor grid) = Grid(op);
        Tensor exactMultiplier = input.Scale * weightScales / scale;
        Tensor real = (sums * exactMultiplier.view(1, -1, 1, 1)) + (bias / scale).view(1, -1, 1, 1);
        (int Minimum, int Maximum) range = ActivationRange.Of(op.Activation, grid.Scale, grid.ZeroPoint);
        QuantizedMultiplier[] multipliers = OutputMultipliers.Of(op, _tensors[op.Inputs[0]].Scale, grid.Scale);
        Tensor exact = IntegerRounding.Requantize(sums, op.Bias, multipliers, grid.ZeroPoint, range);
        return Output(op.Name, Clamped(real, range, grid), exact, scale, grid);
    }

    private QuantizedActivation Sum(Layer layer, QuantizedActivation first, QuantizedActivation second)
    {
        QuantizedOperator op = _operators[layer.AdditionName!];
        (Tensor scale, QuantizedTensor grid) = Grid(op);
        Tensor real = (first.Values * (first.Scale / scale)) + (second.Values * (second.Scale / scale));
        (int Minimum, int Maximum) range = ActivationRange.Of(op.Activation, grid.Scale, grid.ZeroPoint);
        int[] parameters = AddParameters.For(_tensors[op.Inputs[0]].Scale, _tensors[op.Inputs[1]].Scale, grid.Scale);
        Tensor exact = IntegerRounding.Add(first.Values, second.Values, parameters, grid.ZeroPoint, range);
        return Output(op.Name, Clamped(real, range, grid), exact, scale, grid);
    }

    private QuantizedActivation Pool(QuantizedActivation input) =>
        input with { Values = Straight(input.Values.mean([2, 3], keepdim: true), IntegerRounding.Mean(input.Values, input.ZeroPoint)) };

    private QuantizedActivation Output(string name, Tensor real, Tensor exact, Tensor scale, QuantizedTensor grid)
    {
        var output = new QuantizedActivation(Straight(real, exact), scale, grid.ZeroPoint);
        Computed?.Invoke(name, output);
        return output;
    }

    /// <summary>The output's scale as a variable with exactly the value that the device has.</summary>
    private (Tensor Scale, QuantizedTensor Grid) Grid(QuantizedOperator op)
    {
        QuantizedTensor grid = _tensors[op.Output];
        return (Straight(TrainedByName[op.Name + VariableLayout.LogScale].exp2().squeeze(), tensor(grid.Scale)), grid);
    }

    /// <summary>
    /// The convolution's real output before the batch norm is the sums times their scale, without the folded factor; the running statistics
    /// take in its mean and variance. Channels that the factor switches off say nothing.
    /// </summary>
    private void Follow(string name, Tensor sums, Tensor sumScales, Tensor factor)
    {
        using var frozen = no_grad();
        (Tensor variance, Tensor mean) = var_mean(sums, [0, 2, 3]);
        Tensor unit = sumScales / factor;
        Tensor isFinite = unit.isfinite();
        Update(Statistics[name + "/mean"], mean * unit);
        Update(Statistics[name + "/variance"], variance * unit * unit);

        void Update(Tensor running, Tensor batch) =>
            running.copy_(where(isFinite, (running * Number(1 - StatisticsMomentum)) + (batch * Number(StatisticsMomentum)), running));
    }

    private static Tensor Clamped(Tensor real, (int Minimum, int Maximum) range, QuantizedTensor grid) =>
        real.clamp(Number(range.Minimum - grid.ZeroPoint), Number(range.Maximum - grid.ZeroPoint));

    /// <summary>The value of <paramref name="exact"/> with the gradient of <paramref name="real"/>.</summary>
    private static Tensor Straight(Tensor real, Tensor exact)
    {
        Tensor difference;
        using (no_grad())
        {
            difference = exact - real;
        }

        return real + difference;
    }

    private static Tensor WeightsOf(QuantizedOperator op, Layer layer)
    {
        Tensor weights = tensor(op.Weights).to(ScalarType.Float32);
        return layer.Kind == LayerKind.Depthwise
            ? weights.view(layer.Window.FilterHeight, layer.Window.FilterWidth, -1).permute(2, 0, 1).unsqueeze(1)
            : weights.view(layer.Output.Channels, layer.Window.FilterHeight, layer.Window.FilterWidth, -1).permute(0, 3, 1, 2);
    }
}
