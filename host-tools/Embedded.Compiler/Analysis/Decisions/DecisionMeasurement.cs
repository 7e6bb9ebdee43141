// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>How a model decides with certain settings.</summary>
/// <param name="Temperature">What its scores were divided by, 1 for the model as it was given.</param>
/// <param name="Threshold">Per cent below which there is no answer.</param>
/// <param name="Smoothing">Frames that are averaged.</param>
/// <param name="CalibrationError">Expected calibration error of the pictures that show a class, 0 to 1.</param>
/// <param name="NegativeLogLikelihood">Mean over the pictures that show a class, in nats.</param>
/// <param name="Pictures">All pictures, each as a still subject that fills every frame.</param>
/// <param name="Labelled">Of these, those that show a class.</param>
/// <param name="Unknown">Of these, those that show none.</param>
/// <param name="Frames">Settled frames of the simulated camera, with smoothing.</param>
public sealed record DecisionMeasurement(
    double Temperature,
    int Threshold,
    int Smoothing,
    double CalibrationError,
    double NegativeLogLikelihood,
    CoveragePoint Pictures,
    CoveragePoint Labelled,
    CoveragePoint Unknown,
    SmoothingRow Frames);
