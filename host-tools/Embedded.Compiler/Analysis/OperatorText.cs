// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>Operators and tensors in words: names for people, TensorFlow Lite's names for comparison.</summary>
public static class OperatorText
{
    /// <summary>TensorFlow Lite's name, such as DEPTHWISE_CONV_2D.</summary>
    public static string Opcode(OperatorKind kind) => kind switch
    {
        OperatorKind.Conv2D => "CONV_2D",
        OperatorKind.DepthwiseConv2D => "DEPTHWISE_CONV_2D",
        OperatorKind.FullyConnected => "FULLY_CONNECTED",
        OperatorKind.AveragePool2D => "AVERAGE_POOL_2D",
        OperatorKind.Softmax => "SOFTMAX",
        OperatorKind.Reshape => "RESHAPE",
        OperatorKind.Add => "ADD",
        OperatorKind.Mean => "MEAN",
        OperatorKind.Pad => "PAD",
        _ => throw new NotSupportedException($"operator kind {(int)kind} has no name"),
    };

    /// <summary>Such as "depthwise 3x3 /2"; the number after the stroke is the stride.</summary>
    public static string Describe(Operator op) => op.Kind switch
    {
        OperatorKind.Conv2D when op.IsPointwise => "pointwise",
        OperatorKind.Conv2D => "conv " + Window(op),
        OperatorKind.DepthwiseConv2D => "depthwise " + Window(op),
        OperatorKind.FullyConnected => "fully connected",
        OperatorKind.AveragePool2D => "average pool " + Window(op),
        OperatorKind.Softmax => "softmax",
        OperatorKind.Reshape => "reshape",
        OperatorKind.Add => "add",
        OperatorKind.Mean => "mean",
        OperatorKind.Pad => "pad",
        _ => throw new NotSupportedException($"operator kind {(int)op.Kind} has no name"),
    };

    /// <summary>1xHxWxC, or 1xC for tensors of rank 2.</summary>
    public static string Shape(Tensor tensor) =>
        tensor.Rank == 2 ? $"1x{tensor.Count}" : $"1x{tensor.Height}x{tensor.Width}x{tensor.Channels}";

    /// <summary>Nine significant digits, as C's %.9g: enough to tell any two singles apart.</summary>
    public static string Scale(float scale) => ((double)scale).ToString("g9", CultureInfo.InvariantCulture);

    /// <summary>Real units a step of <paramref name="tensor"/>.</summary>
    public static float ScaleOf(Tensor tensor) => BitConverter.Int32BitsToSingle(tensor.ScaleBits);

    private static string Window(Operator op)
    {
        string filter = $"{op.FilterHeight}x{op.FilterWidth}";
        return op.StrideY == 1 && op.StrideX == 1 ? filter
            : op.StrideY == op.StrideX ? $"{filter} /{op.StrideY}"
            : $"{filter} /{op.StrideY},{op.StrideX}";
    }
}
