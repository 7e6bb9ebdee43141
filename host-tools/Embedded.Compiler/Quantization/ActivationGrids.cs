// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Scale and zero point of every activation of a network.</summary>
internal static class ActivationGrids
{
    /// <summary>True if calibration chooses the output's scale; the other kinds' scales follow from their input or are fixed.</summary>
    public static bool HasOwn(OperatorKind kind) => kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D
        or OperatorKind.FullyConnected or OperatorKind.Add or OperatorKind.Mean;

    /// <summary>[tensors] the grids that one observer chooses.</summary>
    public static TensorQuantization[] Of(FloatGraph graph, TensorStatistics[] statistics, IRangeObserver observer) =>
        Inherit(graph, Array.ConvertAll(statistics, tensor =>
        {
            (float minimum, float maximum) = observer.Range(tensor);
            return TensorQuantization.Covering(minimum, maximum);
        }));

    /// <summary>The same grids with those that are not free: input and softmax are fixed by contract; pool, reshape and pad keep their input's.</summary>
    public static TensorQuantization[] Inherit(FloatGraph graph, IReadOnlyList<TensorQuantization> grids)
    {
        TensorQuantization[] own = [.. grids];
        own[0] = new TensorQuantization(graph.InputScale, graph.InputZeroPoint);
        foreach (FloatOperator op in graph.Operators)
        {
            own[op.Output] = op.Kind switch
            {
                OperatorKind.AveragePool2D or OperatorKind.Reshape or OperatorKind.Pad => own[op.Inputs[0]],
                OperatorKind.Softmax => new TensorQuantization(SoftmaxParameters.OutputScale, SoftmaxParameters.OutputZeroPoint),
                _ => own[op.Output],
            };
        }

        return own;
    }
}
