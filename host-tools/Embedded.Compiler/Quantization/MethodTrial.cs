// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>One step of <see cref="MethodSearch"/>: a method on top of those that were kept before it.</summary>
/// <param name="Step">The method's name as --method takes it.</param>
/// <param name="Score">What the integer engine reached with it.</param>
/// <param name="IsKept">True if it helped.</param>
/// <param name="Elapsed">Time to convert and to measure.</param>
public sealed record MethodTrial(string Step, NetworkScore Score, bool IsKept, TimeSpan Elapsed);
