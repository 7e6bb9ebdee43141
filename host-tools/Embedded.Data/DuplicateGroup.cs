// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Files with the same bytes.</summary>
/// <param name="Paths">Two or more, relative to the folder that was checked, in ordinal order.</param>
/// <param name="AcrossClasses">The same picture has two labels: at least one is wrong.</param>
/// <param name="AcrossParts">The same picture is trained on and measured on: the accuracy will look better than it is.</param>
public sealed record DuplicateGroup(IReadOnlyList<string> Paths, bool AcrossClasses, bool AcrossParts);
