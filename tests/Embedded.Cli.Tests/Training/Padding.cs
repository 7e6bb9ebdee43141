// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Cli.Tests.Training;

/// <summary>Makes a network wider without changing what it computes.</summary>
internal static class Padding
{
    /// <summary>Twice the channels in every layer before the classifier, the new ones at odd places: random filters, read with weight zero.</summary>
    public static FloatGraph Twice(FloatGraph graph, Random random)
    {
        var operators = graph.Operators.ToArray();
        for (int index = 0; index < operators.Length; index++)
        {
            FloatOperator op = operators[index];
            bool isClassifier = op.Name == "classifier";
            operators[index] = op.Kind switch
            {
                OperatorKind.Conv2D => op with
                {
                    Weights = Mixing(op, index == 0, isClassifier, random),
                    Bias = isClassifier ? op.Bias : Interleave(op.Bias, random),
                },
                OperatorKind.DepthwiseConv2D => op with { Weights = Interleave(op.Weights, random), Bias = Interleave(op.Bias, random) },
                _ => op,
            };
        }

        int last = graph.Tensors.Length - 2; // scores and probabilities
        TensorShape[] tensors = [.. graph.Tensors.Select((shape, index) => index == 0 || index >= last ? shape : shape with { Channels = 2 * shape.Channels })];
        return graph with { Operators = operators, Tensors = tensors };
    }

    /// <summary>[outC, filterH, filterW, inC]: unread inputs, and after each filter a random one.</summary>
    private static float[] Mixing(FloatOperator op, bool isFirst, bool isClassifier, Random random)
    {
        int length = op.Weights.Length / op.Bias.Length;
        var result = new List<float>();
        for (int channel = 0; channel < op.Bias.Length; channel++)
        {
            float[] filter = op.Weights.AsSpan(channel * length, length).ToArray();
            float[] wide = isFirst ? filter : [.. filter.SelectMany(weight => new[] { weight, 0f })];
            result.AddRange(wide);
            if (!isClassifier)
            {
                result.AddRange(wide.Select((_, input) => isFirst || input % 2 == 0 ? (float)(random.NextDouble() - 0.5) : 0));
            }
        }

        return result.ToArray();
    }

    private static float[] Interleave(float[] values, Random random) =>
        [.. values.SelectMany(value => new[] { value, (float)(random.NextDouble() - 0.5) })];
}
