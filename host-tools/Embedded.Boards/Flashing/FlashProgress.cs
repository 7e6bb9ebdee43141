// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How far a command of the flash tool is.</summary>
/// <param name="Share">0 to 1 of what is written now; null if the tool did not say.</param>
/// <param name="Line">A line that it printed; null if there is none.</param>
public sealed record FlashProgress(double? Share, string? Line);
