// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Small float networks with random weights and inputs for them, the same for the same seed.</summary>
public static class RandomFloatGraph
{
    /// <summary>Convolution, two depthwise separable blocks, pool, classifier, softmax.</summary>
    public static FloatGraph MobileNet(int seed, int size = 16, int channels = 3, int classes = 4)
    {
        var random = new Random(seed);
        var tensors = new List<TensorShape> { new(size, size, channels) };
        var operators = new List<FloatOperator>();
        Weighted(OperatorKind.Conv2D, 8, 3, 2);
        Weighted(OperatorKind.DepthwiseConv2D, 8, 3, 1);
        Weighted(OperatorKind.Conv2D, 16, 1, 1);
        Weighted(OperatorKind.DepthwiseConv2D, 16, 3, 2);
        Weighted(OperatorKind.Conv2D, 24, 1, 1);
        Append(OperatorKind.AveragePool2D, new TensorShape(1, 1, 24), Window.Valid(tensors[^1].Height, tensors[^1].Width, 1, 1));
        Weighted(OperatorKind.Conv2D, classes, 1, 1);
        Append(OperatorKind.Reshape, new TensorShape(1, 1, classes), Window.Point);
        Append(OperatorKind.Softmax, new TensorShape(1, 1, classes), Window.Point);
        return new FloatGraph { Tensors = [.. tensors], Operators = [.. operators], Labels = [.. Enumerable.Range(0, classes).Select(index => $"class{index}")] };

        void Append(OperatorKind kind, TensorShape output, Window window)
        {
            operators.Add(new FloatOperator { Kind = kind, Name = $"op{operators.Count}", Inputs = [tensors.Count - 1], Output = tensors.Count, Window = window });
            tensors.Add(output);
        }

        void Weighted(OperatorKind kind, int outChannels, int filter, int stride)
        {
            Window window = Window.Same(tensors[^1], filter, filter, stride, stride);
            int taps = filter * filter * (kind == OperatorKind.Conv2D ? tensors[^1].Channels : 1);
            Append(kind, window.Output(tensors[^1], outChannels), window);
            operators[^1] = operators[^1] with
            {
                Activation = outChannels == classes ? Activation.None : Activation.Relu6,
                Weights = [.. Enumerable.Range(0, taps * outChannels).Select(_ => (random.NextSingle() * 2 - 1) * 2.5f / MathF.Sqrt(taps))],
                Bias = [.. Enumerable.Range(0, outChannels).Select(_ => random.NextSingle() - 0.3f)],
            };
        }
    }

    /// <summary>Random int8 inputs for <paramref name="graph"/>.</summary>
    public static sbyte[][] Inputs(FloatGraph graph, int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, graph.Input.Count).Select(_ => (sbyte)random.Next(-128, 128)).ToArray())];
    }
}
