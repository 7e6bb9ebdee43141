// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Compiler.Analysis.Decisions;

namespace Embedded.Cli.Rendering;

/// <summary>What `decide` did.</summary>
/// <param name="Path">The file that was written, null if none was.</param>
/// <param name="Options">What was wanted.</param>
/// <param name="Data">What it was chosen from.</param>
/// <param name="Choice">What was chosen.</param>
internal sealed record DecideResult(string? Path, DecisionOptions Options, DecisionData Data, DecisionChoice Choice);
