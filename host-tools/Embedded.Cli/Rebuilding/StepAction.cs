// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rebuilding;

/// <summary>What a rebuild does with a step.</summary>
internal enum StepAction
{
    /// <summary>It is run.</summary>
    Run,

    /// <summary>It was begun, and goes on.</summary>
    Resume,

    /// <summary>What it makes is there.</summary>
    PassOver,
}
