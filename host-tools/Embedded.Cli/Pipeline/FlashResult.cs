// SPDX-License-Identifier: MIT
using Embedded.Boards;

namespace Embedded.Cli.Pipeline;

/// <summary>A board that was flashed.</summary>
/// <param name="Plan">The commands that were run.</param>
/// <param name="Choice">The slot of the model, null for none.</param>
/// <param name="Verified">Of each command, whether nanoff read back what it wrote.</param>
internal sealed record FlashResult(FlashPlan Plan, SlotChoice? Choice, IReadOnlyList<bool> Verified);
