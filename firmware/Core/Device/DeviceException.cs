// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Device;

/// <summary>The board cannot work as it was set up. No text on the device: docs/console.md has the words.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>Creates the exception for one of <see cref="DeviceError"/>.</summary>
    public DeviceException(int code)
    {
        Code = code;
    }

    /// <summary>One of <see cref="DeviceError"/>.</summary>
    public int Code { get; }
}
