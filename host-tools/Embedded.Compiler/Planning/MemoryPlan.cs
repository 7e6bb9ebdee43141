// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Planning;

/// <summary>Where every activation and scratch area lies in the one arena.</summary>
/// <param name="ArenaBytes">Size of the arena.</param>
/// <param name="TensorOffsets">[tensors]</param>
/// <param name="Operators">[operators] in-place mode and scratch.</param>
public sealed record MemoryPlan(int ArenaBytes, int[] TensorOffsets, OperatorPlan[] Operators);

/// <summary>One operator's part of a <see cref="MemoryPlan"/>.</summary>
/// <param name="InPlaceMode">One of the modes of Embedded.Inference.EmbFormat.</param>
/// <param name="ScratchOffset">Index of the scratch area in the arena.</param>
/// <param name="ScratchBytes">Bytes of scratch.</param>
public sealed record OperatorPlan(int InPlaceMode, int ScratchOffset, int ScratchBytes);
