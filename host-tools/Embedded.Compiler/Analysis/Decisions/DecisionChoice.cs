// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>Decision settings that were chosen from pictures, and what they change.</summary>
/// <param name="File">The model with the settings in it.</param>
/// <param name="IsRateMet">False if every threshold that leaves an answer gives more false alarms than wanted; the threshold is then the one with the fewest.</param>
/// <param name="TemperatureObstacle">Why the scores were left as they are, as the end of a sentence; null if nothing kept them from being scaled.</param>
/// <param name="Before">The model as it was given.</param>
/// <param name="After">The model with the new settings.</param>
/// <param name="Smoothing">What was measured to choose the smoothing, at the new temperature and threshold.</param>
/// <param name="Curve">Coverage and accuracy at every threshold, at the new temperature.</param>
/// <param name="Sequences">How many pictures the simulated camera looked at.</param>
/// <param name="ChangedScores">Int8 scores of all pictures that are not what they were.</param>
/// <param name="ChangedPredictions">Pictures whose most probable class is not what it was.</param>
public sealed record DecisionChoice(
    EmbFile File,
    bool IsRateMet,
    string? TemperatureObstacle,
    DecisionMeasurement Before,
    DecisionMeasurement After,
    IReadOnlyList<SmoothingRow> Smoothing,
    CoverageCurve Curve,
    int Sequences,
    int ChangedScores,
    int ChangedPredictions);
