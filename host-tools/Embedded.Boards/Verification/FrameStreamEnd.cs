// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Why no more frames come.</summary>
public enum FrameStreamEnd
{
    /// <summary>Whoever read them had enough, or was stopped.</summary>
    Stopped,

    /// <summary>The recording is at its end.</summary>
    EndOfRecording,

    /// <summary>Nothing at all was heard in time.</summary>
    Silent,

    /// <summary>Something was heard, but no line of docs/console.md.</summary>
    OtherFirmware,

    /// <summary>The board printed an error and nothing after it.</summary>
    BoardError,

    /// <summary>The board predicts, but does not print its frames.</summary>
    NoFrames,

    /// <summary>Frames came, but too many in a row did not arrive intact.</summary>
    Torn,

    /// <summary>The board was heard, and then for too long no more.</summary>
    Stalled,
}
