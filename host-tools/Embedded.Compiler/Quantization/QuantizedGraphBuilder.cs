// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Quantization;

/// <summary>Puts a network in int8 together from its grids.</summary>
internal static class QuantizedGraphBuilder
{
    public static QuantizedGraph Build(FloatGraph graph, TensorQuantization[] grids, QuantizerOptions options) => new()
    {
        Tensors = [.. graph.Tensors.Select((shape, tensor) => new QuantizedTensor(
            shape,
            Rank(graph, tensor),
            grids[tensor].Scale,
            grids[tensor].ZeroPoint))],
        Operators = [.. graph.Operators.Select((op, index) => Build(op, index, grids, options))],
        Labels = graph.Labels,
        InputSpec = new InputSpec(graph.Input.Height, graph.Input.Width, graph.Input.Channels, options.Resize, null),
        Decision = options.Decision,
        Notes = options.Notes,
    };

    /// <summary>2 for what was flattened, 4 for pictures; probabilities have the rank of their scores.</summary>
    private static int Rank(FloatGraph graph, int tensor)
    {
        FloatOperator? writer = Array.Find(graph.Operators, op => op.Output == tensor);
        bool isRow = graph.Tensors[tensor].Height == 1 && graph.Tensors[tensor].Width == 1;
        return writer?.Kind == OperatorKind.Softmax ? Rank(graph, writer.Inputs[0])
            : isRow && writer?.Kind is OperatorKind.Reshape or OperatorKind.FullyConnected ? 2
            : 4;
    }

    private static QuantizedOperator Build(FloatOperator op, int index, TensorQuantization[] grids, QuantizerOptions options)
    {
        var target = new QuantizedOperator
        {
            Kind = op.Kind,
            Name = op.Name,
            Inputs = op.Inputs,
            Output = op.Output,
            Window = op.Window,
            DepthMultiplier = op.DepthMultiplier,
            Activation = op.Activation,
            SourceIndex = index,
        };
        var weights = new WeightGrid(options.IsPerTensor, options.Methods.HasFlag(QuantizationMethods.LeastSquareWeights));
        return op.Weights.Length == 0 ? target : WeightQuantizer.Quantize(op, target, grids[op.Inputs[0]].Scale, weights);
    }
}
