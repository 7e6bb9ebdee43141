// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A step, and in how many frames board and PC agree on it.</summary>
/// <param name="Stage">Which step.</param>
/// <param name="Operator">Index of the operator, -1 for other steps.</param>
/// <param name="Name">The step in words.</param>
/// <param name="Shape">Of the tensor it writes; empty for the decision.</param>
/// <param name="Equal">Frames in which it is equal.</param>
/// <param name="Different">Frames in which it differs, for whatever reason: all that follows a different step usually differs too.</param>
public sealed record StageCount(VerifyStage Stage, int Operator, string Name, string Shape, int Equal, int Different);
