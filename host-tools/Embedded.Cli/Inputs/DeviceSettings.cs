// SPDX-License-Identifier: MIT
using Embedded.Boards;

namespace Embedded.Cli.Inputs;

/// <summary>How a virtual board is a device.</summary>
/// <param name="TcpPort">Number of its port, 0 for a free one; null for a pseudo-terminal.</param>
/// <param name="FramePeriod">Time that its camera takes for a frame.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record DeviceSettings(int? TcpPort, TimeSpan FramePeriod, FaultOptions Faults);
