// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Graph;

/// <summary>Runs a <see cref="FloatGraph"/> in single precision: calibration and the float accuracy need no libtorch.</summary>
public sealed class FloatExecutor
{
    private readonly FloatGraph _graph;

    /// <summary>Allocates one buffer a tensor; an instance serves one thread.</summary>
    public FloatExecutor(FloatGraph graph)
    {
        _graph = graph;
        Tensors = Array.ConvertAll(graph.Tensors, shape => new float[shape.Count]);
    }

    /// <summary>Every activation of the last run, NHWC; [0] is the input and is filled by the caller.</summary>
    public float[][] Tensors { get; }

    /// <summary>Fills the input from int8 values: real = scale (q - zero point).</summary>
    public void SetInput(ReadOnlySpan<sbyte> input)
    {
        for (int index = 0; index < input.Length; index++)
        {
            Tensors[0][index] = _graph.InputScale * (input[index] - _graph.InputZeroPoint);
        }
    }

    /// <summary>Runs all operators and returns the output tensor.</summary>
    public float[] Run() => RunFrom(0);

    /// <summary>Runs the operators from <paramref name="first"/> on over what the tensors hold, and returns the output tensor.</summary>
    public float[] RunFrom(int first)
    {
        for (int index = first; index < _graph.Operators.Length; index++)
        {
            Run(_graph.Operators[index]);
        }

        return Tensors[_graph.Output];
    }

    /// <summary>Runs one operator over what the tensors hold.</summary>
    internal void Run(FloatOperator op)
    {
        float[] input = Tensors[op.Inputs[0]];
        float[] output = Tensors[op.Output];
        TensorShape inShape = _graph.Tensors[op.Inputs[0]];
        TensorShape outShape = _graph.Tensors[op.Output];
        switch (op.Kind)
        {
            case OperatorKind.Conv2D:
            case OperatorKind.FullyConnected:
                FloatKernels.Conv2D(op, input, op.Kind == OperatorKind.FullyConnected ? new TensorShape(1, 1, inShape.Count) : inShape, output, outShape);
                break;
            case OperatorKind.DepthwiseConv2D:
                FloatKernels.DepthwiseConv2D(op, input, inShape, output, outShape);
                break;
            case OperatorKind.AveragePool2D:
                FloatKernels.AveragePool2D(op, input, inShape, output, outShape);
                break;
            case OperatorKind.Softmax:
                FloatKernels.Softmax(input, output);
                break;
            case OperatorKind.Reshape:
                input.CopyTo(output, 0);
                break;
            case OperatorKind.Add:
                FloatKernels.Add(op, input, Tensors[op.Inputs[1]], output);
                break;
            case OperatorKind.Mean:
                FloatKernels.Mean(op, input, inShape, output);
                break;
            case OperatorKind.Pad:
                FloatKernels.Pad(op.Window, input, inShape, output, outShape);
                break;
            default:
                throw new NotSupportedException($"operator {op.Name}: {op.Kind} has no float implementation");
        }
    }
}
