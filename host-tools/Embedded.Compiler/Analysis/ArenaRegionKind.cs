// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>What a part of the arena holds.</summary>
public enum ArenaRegionKind
{
    /// <summary>The network's input, written by the preprocessor.</summary>
    Input,

    /// <summary>The output of an operator.</summary>
    Activation,

    /// <summary>Temporary bytes of one operator.</summary>
    Scratch,
}
