// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Compares what two models compute, operator by operator; where their tensors lie in the arena does not matter, nor whether a row of values counts as rank 2 or 4.</summary>
public static class ModelDifference
{
    /// <summary>The first difference in words, null if both compute the same.</summary>
    public static string? Find(Model first, Model second)
    {
        if (first.Operators.Length != second.Operators.Length)
        {
            return $"one has {first.Operators.Length} operators, the other {second.Operators.Length}";
        }

        if (!first.Labels.AsSpan().SequenceEqual(second.Labels))
        {
            return "the labels differ";
        }

        for (int index = 0; index < first.Tensors.Length; index++)
        {
            if (!IsSame(first.Tensors[index], second.Tensors[index]))
            {
                return $"shape, scale or zero point of tensor {index} differ";
            }
        }

        for (int index = 0; index < first.Operators.Length; index++)
        {
            Operator left = first.Operators[index];
            Operator right = second.Operators[index];
            bool isWired = IndexOf(first, left.Input) == IndexOf(second, right.Input) && IndexOf(first, left.Input2) == IndexOf(second, right.Input2)
                && IndexOf(first, left.Output) == IndexOf(second, right.Output);
            if (!isWired || Find(left, right) is { })
            {
                return $"{(isWired ? Find(left, right) : "the tensors")} of operator {index} ({OperatorText.Opcode(left.Kind)}) differ";
            }
        }

        return null;
    }

    private static string? Find(Operator left, Operator right) =>
        left.Kind != right.Kind ? "the kinds"
        : !IsSameWindow(left, right) ? "the windows"
        : left.ActivationMin != right.ActivationMin || left.ActivationMax != right.ActivationMax ? "the clamps"
        : !IsSame(left.Weights, right.Weights) ? "the weights"
        : !IsSame(left.Bias, right.Bias) ? "the biases"
        : !IsSame(left.Multiplier, right.Multiplier) || !IsSame(left.Shift, right.Shift) ? "the multipliers"
        : !IsSame(left.Parameters, right.Parameters) ? "the parameters"
        : null;

    private static bool IsSameWindow(Operator left, Operator right) =>
        left.FilterHeight == right.FilterHeight && left.FilterWidth == right.FilterWidth && left.StrideY == right.StrideY && left.StrideX == right.StrideX
        && left.PadTop == right.PadTop && left.PadLeft == right.PadLeft && left.PadBottom == right.PadBottom && left.PadRight == right.PadRight
        && left.DepthMultiplier == right.DepthMultiplier;

    private static bool IsSame(Tensor left, Tensor right) =>
        left.Height == right.Height && left.Width == right.Width && left.Channels == right.Channels
        && left.ScaleBits == right.ScaleBits && left.ZeroPoint == right.ZeroPoint;

    private static bool IsSame<T>(T[]? left, T[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);

    private static int IndexOf(Model model, Tensor? tensor) => tensor == null ? -1 : Array.IndexOf(model.Tensors, tensor);
}
