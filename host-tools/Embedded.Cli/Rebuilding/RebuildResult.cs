// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rebuilding;

/// <summary>A rebuild that came to its end.</summary>
/// <param name="File">The new model; null if the steps make none.</param>
/// <param name="Compare">The command that measures it; null without a model.</param>
/// <param name="Steps">The steps with what was done and the seconds it took, 0 for those passed over.</param>
/// <param name="Seconds">All that was done now.</param>
/// <param name="TotalSeconds">With what was done before.</param>
internal sealed record RebuildResult(string? File, string? Compare, IReadOnlyList<(RebuildStep Step, StepAction Action, double Seconds)> Steps, double Seconds, double TotalSeconds);
