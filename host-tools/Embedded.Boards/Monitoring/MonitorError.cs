// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An error that a board printed.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Line">As it came.</param>
/// <param name="Words">What it means and what to do.</param>
public sealed record MonitorError(DateTimeOffset Time, ErrorLine Line, ConsoleErrorMeaning Words);
