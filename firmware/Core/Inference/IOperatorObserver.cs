// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Sees every operator's output right after it was computed, before anything may overwrite it.</summary>
public interface IOperatorObserver
{
    /// <summary>Called after operator <paramref name="index"/>; its output lies in the arena at op.Output.Offset.</summary>
    void OnOperator(int index, Operator op, sbyte[] arena);
}
