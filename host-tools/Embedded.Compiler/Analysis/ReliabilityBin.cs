// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>Frames whose confidence lies in one interval.</summary>
/// <param name="Low">The interval's lower end, not in it.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Count">Frames in it.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1; 0 if there are none.</param>
/// <param name="Accuracy">The share of them whose most probable class is the true one, 0 to 1; 0 if there are none.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Count, double Confidence, double Accuracy);
