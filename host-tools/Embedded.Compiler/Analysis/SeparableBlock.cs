// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>
/// A depthwise convolution followed by a pointwise one, beside the standard convolution of the same filter that would do their
/// work: a depthwise separable convolution costs 1/outC + 1/(filterH filterW) of it (Howard et al. 2017, section 3.1).
/// </summary>
public sealed class SeparableBlock
{
    private readonly Operator _depthwise;
    private readonly Operator _pointwise;

    private SeparableBlock(int depthwiseIndex, Operator depthwise, Operator pointwise)
    {
        DepthwiseIndex = depthwiseIndex;
        _depthwise = depthwise;
        _pointwise = pointwise;
    }

    /// <summary>Index of the depthwise operator; the pointwise one is the next.</summary>
    public int DepthwiseIndex { get; }

    /// <summary>Rows of the depthwise filter.</summary>
    public int FilterHeight => _depthwise.FilterHeight;

    /// <summary>Columns of the depthwise filter.</summary>
    public int FilterWidth => _depthwise.FilterWidth;

    /// <summary>Channels of the block's input.</summary>
    public int InputChannels => _depthwise.Input.Channels;

    /// <summary>Channels of the block's output.</summary>
    public int OutputChannels => _pointwise.Output.Channels;

    /// <summary>Weights of the depthwise convolution.</summary>
    public int DepthwiseWeights => _depthwise.Weights.Length;

    /// <summary>Weights of the pointwise convolution.</summary>
    public int PointwiseWeights => _pointwise.Weights.Length;

    /// <summary>Weights of both.</summary>
    public int Weights => DepthwiseWeights + PointwiseWeights;

    /// <summary>Multiply-accumulates of both.</summary>
    public long MultiplyAccumulates => OperatorCost.Of(_depthwise).MultiplyAccumulates + OperatorCost.Of(_pointwise).MultiplyAccumulates;

    /// <summary>Weights of the standard convolution: filterH filterW inC outC.</summary>
    public long StandardWeights => (long)FilterHeight * FilterWidth * InputChannels * OutputChannels;

    /// <summary>Multiply-accumulates of the standard convolution.</summary>
    public long StandardMultiplyAccumulates => StandardWeights * _pointwise.Output.Height * _pointwise.Output.Width;

    /// <summary>Every depthwise convolution whose output only the pointwise convolution right after it reads.</summary>
    public static IReadOnlyList<SeparableBlock> FindAll(Model model)
    {
        var blocks = new List<SeparableBlock>();
        for (int index = 0; index + 1 < model.Operators.Length; index++)
        {
            Operator depthwise = model.Operators[index];
            Operator pointwise = model.Operators[index + 1];
            if (depthwise.Kind == OperatorKind.DepthwiseConv2D && pointwise.IsPointwise && pointwise.Input == depthwise.Output
                && model.Operators.Count(op => op.Input == depthwise.Output || op.Input2 == depthwise.Output) == 1)
            {
                blocks.Add(new SeparableBlock(index, depthwise, pointwise));
            }
        }

        return blocks;
    }
}
