// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What was found out about one frame.</summary>
/// <param name="Number">Number of the frame.</param>
/// <param name="IsChecked">True if its bytes and its trace arrived intact; else nothing else of this is known but the decision.</param>
/// <param name="InputIsEqual">The network's input was the same.</param>
/// <param name="OperatorsAreEqual">[operators] whose outputs were the same; empty if the frame was not checked.</param>
/// <param name="DifferentOutputs">Outputs ("logits") that differ.</param>
/// <param name="DecisionIsEqual">The board printed what follows from its outputs; null if outputs that count were not heard.</param>
/// <param name="First">The first step that differs; null if none does.</param>
public sealed record FrameVerdict(
    int Number, bool IsChecked, bool InputIsEqual, IReadOnlyList<bool> OperatorsAreEqual, int DifferentOutputs, bool? DecisionIsEqual, StageDifference? First);
