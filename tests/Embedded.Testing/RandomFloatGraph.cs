// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Small float networks with random weights and inputs for them, the same for the same seed.</summary>
public sealed class RandomFloatGraph
{
    private readonly Random _random;
    private readonly List<TensorShape> _tensors;
    private readonly List<FloatOperator> _operators = [];

    private RandomFloatGraph(int seed, TensorShape input)
    {
        _random = new Random(seed);
        _tensors = [input];
    }

    private TensorShape Shape => _tensors[^1];

    /// <summary>Convolution, two depthwise separable blocks, pool, classifier, softmax.</summary>
    public static FloatGraph MobileNet(int seed, int size = 16, int channels = 3, int classes = 4)
    {
        var graph = new RandomFloatGraph(seed, new TensorShape(size, size, channels));
        graph.Weighted(OperatorKind.Conv2D, 8, 3, 2);
        graph.Weighted(OperatorKind.DepthwiseConv2D, 8, 3, 1);
        graph.Weighted(OperatorKind.Conv2D, 16, 1, 1);
        graph.Weighted(OperatorKind.DepthwiseConv2D, 16, 3, 2);
        graph.Weighted(OperatorKind.Conv2D, 24, 1, 1);
        graph.Append(OperatorKind.AveragePool2D, new TensorShape(1, 1, 24), Window.Valid(graph.Shape.Height, graph.Shape.Width, 1, 1));
        graph.Weighted(OperatorKind.Conv2D, classes, 1, 1, Activation.None);
        graph.Append(OperatorKind.Reshape, new TensorShape(1, 1, classes), Window.Point);
        graph.Append(OperatorKind.Softmax, new TensorShape(1, 1, classes), Window.Point);
        return graph.Build(classes);
    }

    /// <summary>Padding as an operator of its own, convolution, two inverted residuals that add, mean, classifier, softmax.</summary>
    public static FloatGraph MobileNetV2(int seed, int size = 16, int channels = 3, int classes = 4)
    {
        var graph = new RandomFloatGraph(seed, new TensorShape(size, size, channels));
        graph.Append(OperatorKind.Pad, new TensorShape(size + 1, size + 1, channels), new Window(1, 1, 1, 1, 0, 0, 1, 1));
        graph.Weighted(OperatorKind.Conv2D, 8, 3, 2);
        for (int block = 0; block < 2; block++)
        {
            int input = graph._tensors.Count - 1;
            graph.Weighted(OperatorKind.Conv2D, 16, 1, 1);
            graph.Weighted(OperatorKind.DepthwiseConv2D, 16, 3, 1);
            graph.Weighted(OperatorKind.Conv2D, 8, 1, 1, Activation.None);
            int[] inputs = block == 0 ? [input, graph._tensors.Count - 1] : [graph._tensors.Count - 1, input];
            graph.Append(OperatorKind.Add, graph.Shape, Window.Point);
            graph._operators[^1] = graph._operators[^1] with { Inputs = inputs, Activation = block == 0 ? Activation.None : Activation.Relu };
        }

        graph.Append(OperatorKind.Mean, new TensorShape(1, 1, 8), Window.Point);
        graph.Weighted(OperatorKind.FullyConnected, classes, 1, 1, Activation.None);
        graph.Append(OperatorKind.Softmax, new TensorShape(1, 1, classes), Window.Point);
        return graph.Build(classes);
    }

    /// <summary>Random int8 inputs for <paramref name="graph"/>.</summary>
    public static sbyte[][] Inputs(FloatGraph graph, int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, graph.Input.Count).Select(_ => (sbyte)random.Next(-128, 128)).ToArray())];
    }

    private FloatGraph Build(int classes) => new()
    {
        Tensors = [.. _tensors],
        Operators = [.. _operators],
        Labels = [.. Enumerable.Range(0, classes).Select(index => $"class{index}")],
    };

    private void Append(OperatorKind kind, TensorShape output, Window window)
    {
        _operators.Add(new FloatOperator { Kind = kind, Name = $"op{_operators.Count}", Inputs = [_tensors.Count - 1], Output = _tensors.Count, Window = window });
        _tensors.Add(output);
    }

    private void Weighted(OperatorKind kind, int outChannels, int filter, int stride, Activation activation = Activation.Relu6)
    {
        Window window = Window.Same(Shape, filter, filter, stride, stride);
        int taps = filter * filter * (kind == OperatorKind.DepthwiseConv2D ? 1 : Shape.Channels);
        Append(kind, window.Output(Shape, outChannels), window);
        _operators[^1] = _operators[^1] with
        {
            Activation = activation,
            Weights = [.. Enumerable.Range(0, taps * outChannels).Select(_ => (_random.NextSingle() * 2 - 1) * 2.5f / MathF.Sqrt(taps))],
            Bias = [.. Enumerable.Range(0, outChannels).Select(_ => _random.NextSingle() - 0.3f)],
        };
    }
}
