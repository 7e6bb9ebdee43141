// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Appends operators with random weights, scales and zero points; each reads the tensor of the one before, a sum an earlier one too.</summary>
public sealed class RandomGraphBuilder
{
    private readonly Random _random;
    private readonly List<QuantizedTensor> _tensors = [];
    private readonly List<QuantizedOperator> _operators = [];

    /// <summary>Starts with an input tensor of scale 1/128 and zero point 0, or others.</summary>
    public RandomGraphBuilder(int seed, TensorShape input, float scale = 1f / 128, int zeroPoint = 0)
    {
        _random = new Random(seed);
        _tensors.Add(new QuantizedTensor(input, 4, scale, zeroPoint));
    }

    /// <summary>Shape that the next operator gets as input.</summary>
    public TensorShape Shape => _tensors[^1].Shape;

    /// <summary>Index of that tensor.</summary>
    public int Last => _tensors.Count - 1;

    /// <summary>The tensors that can be added to the last one, itself included.</summary>
    public int[] WithShapeOfLast() => [.. Enumerable.Range(0, _tensors.Count).Where(tensor => _tensors[tensor].Shape == Shape)];

    /// <summary>Biases are drawn from [-limit, limit).</summary>
    public int BiasLimit { get; set; } = 20000;

    /// <summary>
    /// Null, or the powers of two between which the effective scale of every channel is drawn; without it, scales keep the
    /// accumulators of random weights inside the output's range.
    /// </summary>
    public (double Smallest, double Largest)? EffectiveScaleExponents { get; set; }

    /// <summary>Convolution with SAME padding.</summary>
    public void Conv2D(int outChannels, int filter, int stride, Activation activation) =>
        Conv2D(outChannels, Window.Same(Shape, filter, filter, stride, stride), activation);

    /// <summary>Convolution with any window.</summary>
    public void Conv2D(int outChannels, Window window, Activation activation) =>
        Weighted(OperatorKind.Conv2D, window, 1, window.Output(Shape, outChannels), 4, window.FilterHeight * window.FilterWidth * Shape.Channels, activation);

    /// <summary>Depthwise convolution with SAME padding.</summary>
    public void DepthwiseConv2D(int filter, int stride, int depthMultiplier, Activation activation) =>
        DepthwiseConv2D(Window.Same(Shape, filter, filter, stride, stride), depthMultiplier, activation);

    /// <summary>Depthwise convolution with any window.</summary>
    public void DepthwiseConv2D(Window window, int depthMultiplier, Activation activation) =>
        Weighted(OperatorKind.DepthwiseConv2D, window, depthMultiplier, window.Output(Shape, Shape.Channels * depthMultiplier), 4, window.FilterHeight * window.FilterWidth, activation);

    /// <summary>Fully connected layer.</summary>
    public void FullyConnected(int outChannels, Activation activation) =>
        Weighted(OperatorKind.FullyConnected, Window.Point, 1, new TensorShape(1, 1, outChannels), 2, Shape.Count, activation);

    /// <summary>Mean over the whole picture.</summary>
    public void AveragePool2D() => AveragePool2D(Window.Valid(Shape.Height, Shape.Width, 1, 1));

    /// <summary>Mean over a window.</summary>
    public void AveragePool2D(Window window, Activation activation = Activation.None) =>
        Append(new QuantizedTensor(window.Output(Shape, Shape.Channels), 4, _tensors[^1].Scale, _tensors[^1].ZeroPoint), OperatorKind.AveragePool2D, window, activation);

    /// <summary>[1, 1, 1, count].</summary>
    public void Reshape() =>
        Append(new QuantizedTensor(new TensorShape(1, 1, Shape.Count), 2, _tensors[^1].Scale, _tensors[^1].ZeroPoint), OperatorKind.Reshape, Window.Point);

    /// <summary>Probabilities.</summary>
    public void Softmax() =>
        Append(new QuantizedTensor(Shape, _tensors[^1].Rank, SoftmaxParameters.OutputScale, SoftmaxParameters.OutputZeroPoint), OperatorKind.Softmax, Window.Point);

    /// <summary>Sum of the last tensor and an earlier one of the same shape, in this order or the other.</summary>
    public void Add(int earlier, Activation activation = Activation.None, bool earlierFirst = false)
    {
        float scale = (_tensors[^1].Scale + _tensors[earlier].Scale) * (0.3f + _random.NextSingle());
        int last = Last;
        Append(new QuantizedTensor(Shape, _tensors[^1].Rank, scale, _random.Next(-128, 128)), OperatorKind.Add, Window.Point, activation);
        _operators[^1] = _operators[^1] with { Inputs = earlierFirst ? [earlier, last] : [last, earlier] };
    }

    /// <summary>Mean over height and width with a scale of its own.</summary>
    public void Mean()
    {
        float scale = _tensors[^1].Scale * MathF.Pow(2, 2 * _random.NextSingle() - 1) / MathF.Max(1, MathF.Sqrt(Shape.Height * Shape.Width) / 3);
        Append(new QuantizedTensor(new TensorShape(1, 1, Shape.Channels), 4, scale, _random.Next(-128, 128)), OperatorKind.Mean, Window.Point);
    }

    /// <summary>Zeros around the tensor.</summary>
    public void Pad(int top, int left, int bottom, int right) =>
        Append(
            _tensors[^1] with { Shape = new TensorShape(Shape.Height + top + bottom, Shape.Width + left + right, Shape.Channels), Rank = 4 },
            OperatorKind.Pad,
            new Window(1, 1, 1, 1, top, left, bottom, right));

    /// <summary>The graph.</summary>
    public QuantizedGraph Build(string[] labels) => new() { Tensors = [.. _tensors], Operators = [.. _operators], Labels = labels };

    private void Append(QuantizedTensor output, OperatorKind kind, Window window, Activation activation = Activation.None)
    {
        _tensors.Add(output);
        _operators.Add(new QuantizedOperator
        {
            Kind = kind,
            Name = $"op{_operators.Count}",
            Inputs = [_tensors.Count - 2],
            Output = _tensors.Count - 1,
            Window = window,
            Activation = activation,
            SourceIndex = _operators.Count,
        });
    }

    private void Weighted(OperatorKind kind, Window window, int depthMultiplier, TensorShape output, int rank, int taps, Activation activation)
    {
        float inScale = _tensors[^1].Scale;
        float weightScale = 0.02f / MathF.Sqrt(taps); // keeps the accumulators of random weights inside the output's range
        float outScale = inScale * weightScale * 73f * 40f * MathF.Sqrt(taps) / 60f * (0.5f + _random.NextSingle());
        Append(new QuantizedTensor(output, rank, outScale, _random.Next(-128, 128)), kind, window, activation);
        _operators[^1] = _operators[^1] with
        {
            DepthMultiplier = depthMultiplier,
            Weights = [.. Enumerable.Range(0, taps * output.Channels).Select(_ => (sbyte)_random.Next(-127, 128))],
            Bias = [.. Enumerable.Range(0, output.Channels).Select(_ => _random.Next(-BiasLimit, BiasLimit))],
            WeightScales = [.. Enumerable.Range(0, output.Channels).Select(_ => EffectiveScaleExponents is { } range
                ? (float)(DrawPower(range.Smallest, range.Largest) * outScale / inScale)
                : weightScale * (0.25f + _random.NextSingle()))],
        };
    }

    private double DrawPower(double smallest, double largest) => Math.Pow(2, smallest + (largest - smallest) * _random.NextDouble());
}
