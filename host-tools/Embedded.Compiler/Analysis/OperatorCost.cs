// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>What one operator costs.</summary>
/// <param name="MultiplyAccumulates">For one picture, padding counted as if it were image (as the MobileNet tables do); 0 for operators without weights.</param>
/// <param name="Weights">int8 weights.</param>
/// <param name="Biases">int32 biases.</param>
public sealed record OperatorCost(long MultiplyAccumulates, int Weights, int Biases)
{
    /// <summary>Weights and biases.</summary>
    public int Parameters => Weights + Biases;

    /// <summary>The cost of <paramref name="op"/>.</summary>
    public static OperatorCost Of(Operator op)
    {
        if (op.Weights == null)
        {
            return new OperatorCost(0, 0, 0);
        }

        long positions = op.Kind == OperatorKind.FullyConnected ? 1 : (long)op.Output.Height * op.Output.Width;
        return new OperatorCost(positions * op.Weights.Length, op.Weights.Length, op.Bias.Length);
    }
}
