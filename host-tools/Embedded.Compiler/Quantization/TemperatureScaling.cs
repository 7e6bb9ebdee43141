// SPDX-License-Identifier: MIT
// softmax(z / T) of the real scores z = scale (q - zero point) is the softmax of scores whose scale is scale / T. The integers q stay
// if the weights of the layer that makes them are divided by T too, as input scale x weight scale / output scale does not change but
// for the rounding of the new scales to single precision, a relative 2^-23.
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Divides a network's scores by a temperature (Guo et al. 2017, "On calibration of modern neural networks", section 4.2) by scales alone.</summary>
public static class TemperatureScaling
{
    /// <summary>Why the scales of a network's scores cannot be changed, as the end of a sentence; null if they can.</summary>
    public static string? Obstacle(QuantizedGraph graph) => Follow(graph, [], out _);

    /// <summary>The same network with its scores divided by <paramref name="temperature"/>: above 1 it is less sure of itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0, not finite, or brings a scale out of its range.</exception>
    /// <exception cref="ArgumentException">There is an <see cref="Obstacle"/>.</exception>
    public static QuantizedGraph Apply(QuantizedGraph graph, double temperature)
    {
        if (!(temperature > 0) || !double.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "a temperature must be above 0 and finite");
        }

        var scaled = new HashSet<int>();
        if (Follow(graph, scaled, out QuantizedOperator? layer) is { } obstacle)
        {
            throw new ArgumentException($"the network has no temperature: {obstacle}");
        }

        return graph with
        {
            Tensors = [.. graph.Tensors.Select((tensor, index) => scaled.Contains(index) ? tensor with { Scale = Divide(tensor.Scale, temperature) } : tensor)],
            Operators = [.. graph.Operators.Select(op => ReferenceEquals(op, layer) ? op with { WeightScales = Array.ConvertAll(op.WeightScales, scale => Divide(scale, temperature)) } : op)],
        };
    }

    /// <summary>The softmax that makes the network's output; null if something else does.</summary>
    public static QuantizedOperator? SoftmaxOf(QuantizedGraph graph)
    {
        QuantizedOperator? op = graph.Operators[^1];
        while (op is { Kind: OperatorKind.Reshape })
        {
            op = Writer(graph, op.Inputs[0]);
        }

        return op is { Kind: OperatorKind.Softmax } ? op : null;
    }

    /// <summary>Walks from the softmax back to the layer with weights and collects the tensors between, whose scales are one and the same decision.</summary>
    private static string? Follow(QuantizedGraph graph, HashSet<int> scaled, out QuantizedOperator? layer)
    {
        layer = null;
        QuantizedOperator? reader = SoftmaxOf(graph);
        if (reader == null)
        {
            return "it does not end in a softmax";
        }

        while (true)
        {
            int tensor = reader.Inputs[0];
            QuantizedOperator? writer = Writer(graph, tensor);
            if (writer == null)
            {
                return "its scores are the picture itself";
            }

            if (graph.Operators.Count(op => op.Inputs.Contains(tensor)) > 1)
            {
                return $"something else than the softmax reads the output of {writer.Name}";
            }

            if (writer.Activation == Activation.Relu6 || writer.Kind is OperatorKind.Add or OperatorKind.Pad or OperatorKind.Softmax)
            {
                return $"its scores come from {OperatorText.Opcode(writer.Kind)}{(writer.Activation == Activation.Relu6 ? " with a ReLU6" : "")}";
            }

            scaled.Add(tensor);
            if (writer.Weights.Length > 0)
            {
                layer = writer;
                return null;
            }

            reader = writer;
        }
    }

    private static QuantizedOperator? Writer(QuantizedGraph graph, int tensor) => Array.Find(graph.Operators, op => op.Output == tensor);

    private static float Divide(float scale, double temperature)
    {
        var divided = (float)(scale / temperature);
        return float.IsNormal(divided) ? divided : throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"the scale {scale} cannot be divided by this temperature");
    }
}
