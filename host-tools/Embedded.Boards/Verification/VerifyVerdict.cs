// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What a verification came to.</summary>
public enum VerifyVerdict
{
    /// <summary>Everything that was computed again is equal.</summary>
    Equal,

    /// <summary>Something differs.</summary>
    Differs,

    /// <summary>The board runs another model than the one to compare with.</summary>
    OtherModel,

    /// <summary>Nothing could be computed again.</summary>
    CannotTell,
}
