// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>How far what a network says about one labelled frame is from its label.</summary>
/// <param name="Index">Which frame.</param>
/// <param name="Actual">The label, an output of the network.</param>
/// <param name="Predicted">The most probable output.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="Probability">The probability of <paramref name="Actual"/>, 0 to 1.</param>
public readonly record struct PictureLoss(int Index, int Actual, int Predicted, double Confidence, double Probability)
{
    /// <summary>What stands for a probability of 0: half a step of an int8 output.</summary>
    public const double LeastProbability = 1 / 512.0;

    /// <summary>Cross-entropy in nats: 0 for a certain and right answer, 0.69 for a probability of one half, 6.2 at most.</summary>
    public double Loss => -Math.Log(Math.Max(Probability, LeastProbability));

    /// <summary>True if the network says what the label says.</summary>
    public bool IsCorrect => Actual == Predicted;
}
