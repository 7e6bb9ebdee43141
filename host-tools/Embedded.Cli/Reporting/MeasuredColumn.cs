// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Reporting;

/// <summary>A network measured on pictures: a column of the comparison.</summary>
/// <param name="Title">Such as "float", "int8" or "int8, camera frames".</param>
/// <param name="Pictures">Name of the pictures' folder.</param>
/// <param name="Result">What was measured.</param>
/// <param name="Threshold">The model's own threshold in per cent; null for a network without one.</param>
internal sealed record MeasuredColumn(string Title, string Pictures, Evaluation Result, int? Threshold)
{
    /// <summary>The pictures went through the simulated camera.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The classes that occur: with pictures, or that something was taken for.</summary>
    public IReadOnlyList<int> Seen { get; } =
        [.. Enumerable.Range(0, Result.Confusion.Labels.Count).Where(label => Result.Confusion.ActualCount(label) > 0 || Result.Confusion.PredictedCount(label) > 0)];
}
