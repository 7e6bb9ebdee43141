// SPDX-License-Identifier: MIT
using System;
using System.Threading;

namespace Embedded.Devices;

/// <summary>The board that the simulated device packages act on: each virtual board sets it for its own run of the application.</summary>
internal static class Hardware
{
    private static readonly AsyncLocal<IHardware> s_current = new AsyncLocal<IHardware>();

    /// <summary>The running board, null outside a run.</summary>
    public static IHardware Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Counts a call of the application and returns the board that answers it.</summary>
    /// <exception cref="NotSupportedException">No board is running: the same as on a firmware without the native part.</exception>
    public static IHardware Call(string name)
    {
        IHardware hardware = Current ?? throw new NotSupportedException(name + " needs a running virtual board.");
        hardware.OnCall(name);
        return hardware;
    }
}
