// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Whether something fits.</summary>
public enum FitVerdict
{
    /// <summary>It does.</summary>
    Yes,

    /// <summary>It may: the firmware's own share of the memory decides, which the board's description does not know.</summary>
    Perhaps,

    /// <summary>It does not.</summary>
    No,
}
