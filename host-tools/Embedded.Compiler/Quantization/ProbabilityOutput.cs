// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>A board averages probabilities, so its networks end as softmax does: int8, scale 1/256, zero point -128. Many networks end in scores.</summary>
public static class ProbabilityOutput
{
    private const string Name = "SOFTMAX";

    /// <summary>True if the network puts out probabilities.</summary>
    public static bool IsOf(Model model) =>
        OperatorText.ScaleOf(model.Output) == SoftmaxParameters.OutputScale && model.Output.ZeroPoint == SoftmaxParameters.OutputZeroPoint;

    /// <summary>
    /// The network with a softmax behind its scores. Everything up to the scores stays as it is, and so does a network of pictures that
    /// ends in probabilities already, or in something else than a row [1, classes] or [1, 1, 1, classes], or that sees no pictures.
    /// </summary>
    public static QuantizedGraph AppendTo(QuantizedGraph graph)
    {
        QuantizedTensor scores = graph.Tensors[graph.Output];
        bool isProbability = scores.Scale == SoftmaxParameters.OutputScale && scores.ZeroPoint == SoftmaxParameters.OutputZeroPoint;
        QuantizedOperator last = graph.Operators[^1];
        return graph.InputSpec == null || isProbability || !IsRow(scores.Shape) ? graph : graph with
        {
            Tensors = [.. graph.Tensors, scores with { Scale = SoftmaxParameters.OutputScale, ZeroPoint = SoftmaxParameters.OutputZeroPoint }],
            Operators =
            [
                .. graph.Operators,
                new QuantizedOperator
                {
                    Kind = OperatorKind.Softmax,
                    Name = Name,
                    Inputs = [graph.Output],
                    Output = graph.Tensors.Length,
                    SourceIndex = last.SourceIndex + last.SourceCount,
                },
            ],
        };
    }

    /// <summary>The same for a network in floats, before it is quantized.</summary>
    public static FloatGraph AppendTo(FloatGraph graph) =>
        graph.Operators[^1].Kind == OperatorKind.Softmax || !IsRow(graph.Tensors[graph.Output]) ? graph : graph with
        {
            Tensors = [.. graph.Tensors, graph.Tensors[graph.Output]],
            Operators = [.. graph.Operators, new FloatOperator { Kind = OperatorKind.Softmax, Name = Name, Inputs = [graph.Output], Output = graph.Tensors.Length }],
        };

    private static bool IsRow(TensorShape shape) => shape.Height == 1 && shape.Width == 1 && shape.Channels > 1;
}
