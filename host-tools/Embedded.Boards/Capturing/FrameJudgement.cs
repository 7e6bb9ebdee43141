// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Whether a frame is worth keeping.</summary>
public enum FrameJudgement
{
    /// <summary>It shows something new.</summary>
    Kept,

    /// <summary>Its mean grey is below <see cref="FrameFilter.BlackMean"/>: a covered lens, or no light.</summary>
    Black,

    /// <summary>Its pixels are those of a picture that is there already.</summary>
    Same,

    /// <summary>It hardly differs from the last frame that was kept.</summary>
    Similar,
}
