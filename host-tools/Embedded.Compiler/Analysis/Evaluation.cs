// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>How well a model did on a set of pictures.</summary>
/// <param name="Confusion">Counts by class.</param>
/// <param name="Elapsed">Wall-clock time on all threads together.</param>
/// <param name="Outcomes">Every frame, in the order of the frames.</param>
public sealed record Evaluation(ConfusionMatrix Confusion, TimeSpan Elapsed, IReadOnlyList<FrameOutcome> Outcomes)
{
    /// <summary>True if the network puts out probabilities, so that confidences mean something.</summary>
    public bool HasConfidence { get; } = Outcomes.All(outcome => !double.IsNaN(outcome.Confidence));
}
