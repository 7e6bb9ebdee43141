// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>What a network puts out while a camera looks at one subject.</summary>
/// <param name="Label">The true class, -1 for none of them.</param>
/// <param name="Outputs">[frames][classes] int8 probabilities.</param>
public sealed record DecisionSequence(int Label, IReadOnlyList<sbyte[]> Outputs);
