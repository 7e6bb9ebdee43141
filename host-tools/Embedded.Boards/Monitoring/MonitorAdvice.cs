// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What to do when a board does not speak as it should.</summary>
internal static class MonitorAdvice
{
    /// <summary>A sentence, or null if all is well.</summary>
    public static string? Of(MonitorStatus status, string port, bool isNewer) => status switch
    {
        MonitorStatus.Disconnected => PortText.Gone(port),
        MonitorStatus.Silent => $"Nothing came from {port} for {BoardMonitor.SilenceLimit.TotalSeconds:0} seconds; check the board's 5 V and ground, that its U0T goes to the adapter's RX, that GPIO0 is open, and press reset.",
        MonitorStatus.Foreign => $"What comes from {port} is not the console of this project's firmware; check the baud rate, or flash the firmware and the application.",
        _ when isNewer => "The board's console is newer than these tools, and its lines may mean something else; update the tools.",
        _ => null,
    };
}
