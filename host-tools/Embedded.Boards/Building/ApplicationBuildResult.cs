// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An application that was built.</summary>
/// <param name="Image">What a board takes.</param>
/// <param name="ImagePath">Where it was written; its .pe files are beside it.</param>
/// <param name="Warnings">What the compiler printed, and versions of libraries that are not those that the projects name.</param>
public sealed record ApplicationBuildResult(ApplicationImage Image, string ImagePath, IReadOnlyList<string> Warnings);
