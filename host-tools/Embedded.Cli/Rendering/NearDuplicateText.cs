// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Cli.Rendering;

/// <summary>Pairs of pictures that look alike, in words.</summary>
internal static class NearDuplicateText
{
    /// <summary>"difference 2.1, mirrored, two classes".</summary>
    public static string Of(NearDuplicate pair) =>
        FormattableString.Invariant($"difference {pair.Difference:0.0}") + (pair.IsMirrored ? ", mirrored" : "") + (pair.AcrossParts ? ", train and val" : "") + (pair.AcrossClasses ? ", two classes" : "");
}
