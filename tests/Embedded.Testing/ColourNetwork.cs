// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Testing;

/// <summary>
/// A network whose answer a person can tell: the mean of each channel, then softmax. A red picture is class 0 (about 79 %), a
/// green one 1, a blue one 2; a grey picture is 33 % each.
/// </summary>
public static class ColourNetwork
{
    /// <summary>Red, green and blue.</summary>
    public static string[] Labels { get; } = ["red", "green", "blue"];

    /// <summary>The .emb file.</summary>
    public static byte[] Write(DecisionSettings decision, int size = 96) => EmbWriter.Write(Graph(size) with { Decision = decision });

    /// <summary>The network.</summary>
    public static QuantizedGraph Graph(int size = 96)
    {
        var builder = new RandomGraphBuilder(seed: 1, new TensorShape(size, size, 3)); // nothing random is in it
        builder.AveragePool2D();
        builder.Reshape();
        builder.Softmax();
        return builder.Build(Labels) with { InputSpec = new InputSpec(size, size, 3, ResizeMethod.Area, null) };
    }

    /// <summary>
    /// The same with a layer between mean and softmax, whose scores are 4 x mean / <paramref name="temperature"/> for means from -1 to 1: a red
    /// picture is class 0 with over 99.8 % at temperature 1.
    /// </summary>
    public static QuantizedGraph WithScores(int size = 32, float temperature = 1)
    {
        var builder = new RandomGraphBuilder(seed: 1, new TensorShape(size, size, 3)) { BiasLimit = 1 };
        builder.AveragePool2D();
        builder.Conv2D(3, 1, 1, Activation.None);
        builder.Reshape();
        builder.Softmax();
        QuantizedGraph graph = builder.Build(Labels) with { InputSpec = new InputSpec(size, size, 3, ResizeMethod.Area, null) };
        QuantizedTensor[] tensors = [.. graph.Tensors.Select((tensor, index) => index is 2 or 3 ? tensor with { Scale = 1f / 32 / temperature, ZeroPoint = 0 } : tensor)];
        QuantizedOperator[] operators = [.. graph.Operators];
        operators[1] = operators[1] with { Weights = [127, 0, 0, 0, 127, 0, 0, 0, 127], Bias = [0, 0, 0], WeightScales = [.. Enumerable.Repeat(4f / 127 / temperature, 3)] };
        return graph with { Tensors = tensors, Operators = operators };
    }
}
