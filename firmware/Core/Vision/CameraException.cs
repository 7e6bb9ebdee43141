// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Vision;

/// <summary>A frame could not be captured. <see cref="Code"/> is printed on the console; docs/console.md says what it means.</summary>
public sealed class CameraException : Exception
{
    /// <summary>Creates the exception for one of the codes of docs/console.md.</summary>
    public CameraException(int code)
    {
        Code = code;
    }

    /// <summary>The numeric code, C100 to C199 in docs/console.md.</summary>
    public int Code { get; }
}
