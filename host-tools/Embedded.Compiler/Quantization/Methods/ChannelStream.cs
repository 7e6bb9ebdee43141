// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// Activations whose channels can only be scaled together: what one convolution writes, or all parts of a residual stream. The
/// writers' rows are divided by a factor a channel and the readers' columns multiplied by it; the function stays.
/// </summary>
/// <param name="Tensors">Indices into <see cref="FloatGraph.Tensors"/>; all have the same number of channels.</param>
/// <param name="Writers">Indices of the convolutions that write a tensor of the stream.</param>
/// <param name="Readers">Indices of the convolutions and fully connected layers that read one.</param>
/// <param name="HasCeiling">True if a writer clamps at 6: only channels that never reach it can be scaled.</param>
public sealed record ChannelStream(int[] Tensors, int[] Writers, int[] Readers, bool HasCeiling)
{
    /// <summary>The streams of <paramref name="graph"/> that can be scaled, in the order of their first tensor.</summary>
    public static IReadOnlyList<ChannelStream> Find(FloatGraph graph)
    {
        int[] owner = [.. Enumerable.Range(0, graph.Tensors.Length)];
        var isFixed = new bool[graph.Tensors.Length];
        isFixed[0] = true;
        isFixed[graph.Output] = true;
        foreach (FloatOperator op in graph.Operators)
        {
            bool passes = op.Kind is OperatorKind.Add or OperatorKind.AveragePool2D or OperatorKind.Mean or OperatorKind.Pad or OperatorKind.Reshape;
            foreach (int input in op.Inputs)
            {
                if (passes && op.Activation != Activation.Relu6 && IsSameChannels(graph.Tensors[input], graph.Tensors[op.Output], op.Kind))
                {
                    owner[Root(owner, input)] = Root(owner, op.Output);
                }
                else if (!IsReader(op, graph.Tensors[input]))
                {
                    isFixed[input] = isFixed[op.Output] = true;
                }
            }
        }

        return [.. Enumerable.Range(0, graph.Tensors.Length)
            .GroupBy(tensor => Root(owner, tensor))
            .Where(group => !group.Any(tensor => isFixed[tensor]))
            .Select(group => Of(graph, [.. group]))
            .Where(stream => stream.Writers.Length > 0 && stream.Readers.Length > 0)];
    }

    /// <summary>The same network with every channel of the stream divided by its factor.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="factors">[channels] above 0.</param>
    public FloatGraph Divide(FloatGraph graph, IReadOnlyList<double> factors)
    {
        FloatOperator[] operators = [.. graph.Operators];
        foreach (int writer in Writers)
        {
            FloatOperator op = operators[writer];
            operators[writer] = op with
            {
                Weights = [.. op.Weights.Select((weight, index) => (float)(weight / factors[WeightOrder.OutChannel(op, index)]))],
                Bias = [.. op.Bias.Select((bias, channel) => (float)(bias / factors[channel]))],
            };
        }

        foreach (int reader in Readers)
        {
            FloatOperator op = operators[reader];
            operators[reader] = op with { Weights = [.. op.Weights.Select((weight, index) => (float)(weight * factors[WeightOrder.InChannel(op, index, factors.Count)]))] };
        }

        return graph with { Operators = operators };
    }

    private static ChannelStream Of(FloatGraph graph, int[] tensors)
    {
        int[] weighted = [.. Enumerable.Range(0, graph.Operators.Length).Where(index => graph.Operators[index].Weights.Length > 0)];
        int[] writers = [.. weighted.Where(index => tensors.Contains(graph.Operators[index].Output))];
        int[] readers = [.. weighted.Where(index => tensors.Contains(graph.Operators[index].Inputs[0]))];
        return new ChannelStream(tensors, writers, readers, writers.Any(index => graph.Operators[index].Activation == Activation.Relu6));
    }

    private static bool IsSameChannels(TensorShape from, TensorShape to, OperatorKind kind) =>
        from.Channels == to.Channels && (kind != OperatorKind.Reshape || from == to);

    private static bool IsReader(FloatOperator op, TensorShape input) => op.Kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D
        || (op.Kind == OperatorKind.FullyConnected && input.Height * input.Width == 1);

    private static int Root(int[] owner, int tensor)
    {
        while (owner[tensor] != tensor)
        {
            tensor = owner[tensor];
        }

        return tensor;
    }
}
