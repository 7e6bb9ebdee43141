// SPDX-License-Identifier: MIT
using Embedded.Training.Data;

namespace Embedded.Training;

/// <summary>The pictures of a run.</summary>
/// <param name="Training">What is learned.</param>
/// <param name="Validation">What is only measured.</param>
public sealed record TrainingData(ISampleSource Training, ISampleSource Validation);
