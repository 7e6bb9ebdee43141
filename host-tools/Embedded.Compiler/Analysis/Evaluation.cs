// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>How well a model did on a set of pictures.</summary>
/// <param name="Confusion">Counts by class.</param>
/// <param name="Elapsed">Wall-clock time on all threads together.</param>
public sealed record Evaluation(ConfusionMatrix Confusion, TimeSpan Elapsed);
