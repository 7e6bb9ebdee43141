// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The first step of a frame in which board and PC differ.</summary>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Stage">Which step.</param>
/// <param name="Operator">Index of the operator in the model file, -1 for other steps.</param>
/// <param name="Name">The step in words: "operator 3, depthwise 3x3 /2".</param>
/// <param name="Shape">Of the tensor it writes: "1x24x24x16"; empty for the decision.</param>
/// <param name="Expected">What the PC computed.</param>
/// <param name="Actual">What the board printed.</param>
/// <param name="Hint">What else is known about it; empty for most.</param>
public sealed record StageDifference(int Frame, VerifyStage Stage, int Operator, string Name, string Shape, string Expected, string Actual, string Hint = "");
