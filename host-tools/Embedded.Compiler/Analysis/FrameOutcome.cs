// SPDX-License-Identifier: MIT
using Embedded.Decision;

namespace Embedded.Compiler.Analysis;

/// <summary>What a network said about one labelled frame.</summary>
/// <param name="Actual">The true class, <see cref="Prediction.None"/> for a frame of none of the classes.</param>
/// <param name="Predicted">The most probable class.</param>
/// <param name="Confidence">Its probability, 0 to 1; NaN where the network puts out scores.</param>
/// <param name="Percent">The per cent that a board prints and compares with the threshold; -1 where the network puts out scores.</param>
public readonly record struct FrameOutcome(int Actual, int Predicted, double Confidence, int Percent)
{
    /// <summary>True if the most probable class is the true one.</summary>
    public bool IsCorrect => Actual == Predicted;
}
