// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>A frame that a board printed.</summary>
/// <param name="Sequence">Counts the whole frames that the monitor heard, from 1.</param>
/// <param name="Number">The board's number of the frame.</param>
/// <param name="Frame">Its pixels.</param>
public sealed record MonitorPicture(long Sequence, int Number, Frame Frame);
