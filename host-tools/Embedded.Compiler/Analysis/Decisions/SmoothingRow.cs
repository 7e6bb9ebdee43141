// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>What averaging over a number of frames does.</summary>
/// <param name="Smoothing">Frames that are averaged.</param>
/// <param name="AtThreshold">Settled frames at the chosen threshold.</param>
/// <param name="FalseAlarmsAtEqualCoverage">Share of false alarms among settled frames where as many are answered as without smoothing.</param>
/// <param name="Delay">Mean number of frames until the answer follows a change of subject, 1 for the first frame; NaN where no change could be seen.</param>
/// <param name="Changes">Changes of subject that <paramref name="Delay"/> is the mean of.</param>
public sealed record SmoothingRow(int Smoothing, CoveragePoint AtThreshold, double FalseAlarmsAtEqualCoverage, double Delay, int Changes);
