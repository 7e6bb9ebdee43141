// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A prediction in the history of a monitor.</summary>
/// <param name="Sequence">Counts all predictions that the monitor heard, from 1.</param>
/// <param name="Time">When it came.</param>
/// <param name="Frame">The board's number of the frame.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Percent">Its per cent.</param>
/// <param name="IsUnknown">The board did not decide on it.</param>
public readonly record struct MonitorPoint(long Sequence, DateTimeOffset Time, int Frame, string Label, int Percent, bool IsUnknown);
