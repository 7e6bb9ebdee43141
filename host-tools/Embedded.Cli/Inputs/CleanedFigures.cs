// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Inputs;

/// <summary>What was measured without pictures whose label is wrong or that show nothing of their class.</summary>
/// <param name="File">The list of the pictures that were left out, beside the model.</param>
/// <param name="Pictures">How many were left.</param>
/// <param name="Int8Correct">Pictures that the model gets right on the integer engine.</param>
internal sealed record CleanedFigures(string File, int Pictures, int Int8Correct);
