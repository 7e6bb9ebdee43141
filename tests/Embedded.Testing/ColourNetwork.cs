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
}
