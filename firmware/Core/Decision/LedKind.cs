// SPDX-License-Identifier: MIT
namespace Embedded.Decision;

/// <summary>The LEDs a camera board may have.</summary>
public enum LedKind
{
    /// <summary>No LED is used.</summary>
    None = 0,

    /// <summary>The small status LED.</summary>
    Status = 1,

    /// <summary>The bright flash LED beside the camera.</summary>
    Flash = 2,
}
