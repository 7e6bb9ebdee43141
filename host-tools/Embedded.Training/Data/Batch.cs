// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>Some preprocessed pictures and their classes. The arrays belong to the pipeline and are used again.</summary>
/// <param name="Pixels">[batch, height, width, channels] int8, as the device sees them.</param>
/// <param name="Labels">[batch]</param>
internal sealed record Batch(sbyte[] Pixels, long[] Labels);
