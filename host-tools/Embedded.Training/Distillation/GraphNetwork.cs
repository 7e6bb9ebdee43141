// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace Embedded.Training.Distillation;

/// <summary>Computes a <see cref="FloatGraph"/> of any architecture with libtorch, for batches and without gradients.</summary>
internal sealed class GraphNetwork : IDisposable
{
    private readonly FloatGraph _graph;
    private readonly Tensor?[] _weights; // an operator's: [outC, inC, filterH, filterW]
    private readonly Tensor?[] _bias; // [outC]

    /// <summary>Copies the graph's weights.</summary>
    public GraphNetwork(FloatGraph graph)
    {
        _graph = graph;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _weights = Array.ConvertAll(graph.Operators, op => op.Weights.Length == 0 ? null : Weights(op).DetachFromDisposeScope());
        _bias = Array.ConvertAll(graph.Operators, op => op.Weights.Length == 0 ? null : tensor(op.Bias).DetachFromDisposeScope());
    }

    /// <summary>The input's shape.</summary>
    public TensorShape Input => _graph.Input;

    /// <summary>
    /// Scores (logits, softmax left out) [batch, classes] of real values [batch, channels, height, width], and what the last operator with
    /// weights, the classifier, made them of [batch, features].
    /// </summary>
    public (Tensor Scores, Tensor Features) Run(Tensor input)
    {
        var tensors = new Tensor[_graph.Tensors.Length];
        tensors[0] = input;
        for (int index = 0; index < _graph.Operators.Length; index++)
        {
            FloatOperator op = _graph.Operators[index];
            Tensor output = Compute(index, tensors[op.Inputs[0]], op.Inputs.Length > 1 ? tensors[op.Inputs[1]] : null);
            tensors[op.Output] = op.Activation switch
            {
                Activation.Relu => Functional.relu(output),
                Activation.Relu6 => Functional.relu6(output),
                _ => output,
            };
        }

        int classifier = Array.FindLastIndex(_weights, weights => weights is not null);
        return (tensors[_graph.Output].flatten(1), tensors[_graph.Operators[classifier].Inputs[0]].flatten(1));
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in _weights.Concat(_bias))
        {
            tensor?.Dispose();
        }
    }

    private Tensor Compute(int index, Tensor input, Tensor? other)
    {
        FloatOperator op = _graph.Operators[index];
        Window window = op.Window;
        switch (op.Kind)
        {
            case OperatorKind.Conv2D:
            case OperatorKind.DepthwiseConv2D:
                long groups = op.Kind == OperatorKind.DepthwiseConv2D ? input.shape[1] : 1;
                return Functional.conv2d(Padded(input, window), _weights[index]!, _bias[index], [window.StrideY, window.StrideX], [0, 0], [1, 1], groups);
            case OperatorKind.FullyConnected:
                Tensor rows = input.permute(0, 2, 3, 1).flatten(1); // NHWC, as the weights count
                return Functional.linear(rows, _weights[index]!.flatten(1), _bias[index]).unsqueeze(-1).unsqueeze(-1);
            case OperatorKind.AveragePool2D when window is { PadTop: 0, PadBottom: 0, PadLeft: 0, PadRight: 0 }:
                return Functional.avg_pool2d(input, [window.FilterHeight, window.FilterWidth], [window.StrideY, window.StrideX]);
            case OperatorKind.Mean:
                return input.mean([2, 3], keepdim: true);
            case OperatorKind.Add:
                return input + other!;
            case OperatorKind.Pad:
                return Padded(input, window);
            case OperatorKind.Reshape:
                TensorShape shape = _graph.Tensors[op.Output];
                return input.permute(0, 2, 3, 1).reshape(-1, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2);
            case OperatorKind.Softmax:
                return input;
            default:
                throw new RecipeException($"The operator {op.Name} ({op.Kind}) cannot be computed in a training.");
        }
    }

    private static Tensor Padded(Tensor input, Window window) =>
        window is { PadTop: 0, PadBottom: 0, PadLeft: 0, PadRight: 0 }
            ? input
            : Functional.pad(input, (window.PadLeft, window.PadRight, window.PadTop, window.PadBottom));

    private static Tensor Weights(FloatOperator op)
    {
        int outputs = op.Bias.Length;
        Window window = op.Window;
        return op.Kind switch
        {
            OperatorKind.DepthwiseConv2D => tensor(op.Weights, [window.FilterHeight, window.FilterWidth, outputs]).permute(2, 0, 1).unsqueeze(1).contiguous(),
            OperatorKind.FullyConnected => tensor(op.Weights, [outputs, op.Weights.Length / outputs, 1, 1]),
            _ => tensor(op.Weights, [outputs, window.FilterHeight, window.FilterWidth, op.Weights.Length / (outputs * window.FilterHeight * window.FilterWidth)]).permute(0, 3, 1, 2),
        };
    }
}
