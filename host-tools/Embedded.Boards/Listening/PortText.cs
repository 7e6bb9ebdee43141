// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What is to be said about a port.</summary>
public static class PortText
{
    /// <summary>A board's port went away, and is waited for.</summary>
    public static string Gone(string name) => $"{name} is gone; put the cable in again or start the board, and it goes on by itself.";

    /// <summary>It came back.</summary>
    public static string Back(string name) => $"{name} is heard again.";

    /// <summary>The file of a recording has no bytes.</summary>
    public static string Empty(string name) => $"{name} is empty; {RecordOne}.";

    /// <summary>The file of a recording has bytes, but no line of docs/console.md.</summary>
    public static string NoConsole(string name) => $"{name} holds no line of a board's console; name another file, or {RecordOne}.";

    /// <summary>The file of a recording ends before the first frame does.</summary>
    public static string NoFrame(string name) => $"{name} holds no whole frame; name another file, or {RecordOne} for longer.";

    /// <summary>None of so many frames was of use.</summary>
    /// <param name="port">Where they came from.</param>
    /// <param name="frames">How many.</param>
    public static string Torn(IBoardPort port, int frames)
    {
        string wire = "a shorter cable, a better ground wire or another adapter";
        string which = frames == 1 ? "The only frame" : $"None of the {(port.IsLive ? "last " : "")}{frames} frames";
        return port.IsLive
            ? $"{which} that {port.Name} sent arrived intact; use {wire}."
            : $"{which} in {port.Name} is intact; record again with {wire}.";
    }

    private static string RecordOne => "record a board with `embedded monitor --port PORT --raw > FILE`";
}
