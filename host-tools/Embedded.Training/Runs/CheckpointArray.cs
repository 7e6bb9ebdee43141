// SPDX-License-Identifier: MIT
namespace Embedded.Training.Runs;

/// <summary>One named array of a checkpoint.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">As many as the dimensions' product.</param>
internal sealed record CheckpointArray(int[] Shape, float[] Values);
