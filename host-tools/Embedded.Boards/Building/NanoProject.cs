// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What there is to know of a .nfproj for compiling it.</summary>
internal sealed record NanoProject
{
    /// <summary>Full path of the .nfproj.</summary>
    public required string Path { get; init; }

    public required string AssemblyName { get; init; }

    /// <summary>True for an application, false for a library.</summary>
    public required bool IsExecutable { get; init; }

    /// <summary>Such as "10.0".</summary>
    public required string LanguageVersion { get; init; }

    /// <summary>Divided by semicolons.</summary>
    public required string Constants { get; init; }

    /// <summary>Full paths, in ordinal order.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Assemblies of packages.</summary>
    public required IReadOnlyList<LibraryReference> Libraries { get; init; }

    /// <summary>Full paths of the .nfproj files that it references.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    public string FileName => AssemblyName + (IsExecutable ? ".exe" : ".dll");
}
