// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How a virtual board runs.</summary>
public sealed record VirtualBoardOptions
{
    /// <summary>Time that the camera takes for a frame; none by default.</summary>
    public TimeSpan FramePeriod { get; init; } = TimeSpan.Zero;

    /// <summary>The clock behind the board's microsecond counter: by default the host's, so that milliseconds on the console are the host's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
