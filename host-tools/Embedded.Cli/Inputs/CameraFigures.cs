// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Inputs;

/// <summary>What was measured on all pictures as a board's camera would give them.</summary>
/// <param name="Int8Correct">Pictures that the model gets right on the integer engine.</param>
/// <param name="FloatCorrect">Pictures that the float network gets right, null if that was not measured.</param>
internal sealed record CameraFigures(int Int8Correct, int? FloatCorrect = null);
