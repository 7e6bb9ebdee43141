// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How it stands between a listener and its board.</summary>
public enum MonitorStatus
{
    /// <summary>The port is not open: not yet, or the board or its cable went away.</summary>
    Disconnected,

    /// <summary>The port is open, and nothing came for less than <see cref="BoardMonitor.SilenceLimit"/>.</summary>
    Waiting,

    /// <summary>The port is open, and nothing came for longer.</summary>
    Silent,

    /// <summary>Bytes or lines come, but none of docs/console.md.</summary>
    Foreign,

    /// <summary>The board speaks.</summary>
    Live,

    /// <summary>The board stopped with an error; it speaks again after a reset.</summary>
    Stopped,
}
