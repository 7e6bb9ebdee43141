// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An assembly of a package that a .nfproj names.</summary>
/// <param name="Name">Name of the assembly.</param>
/// <param name="Version">Four numbers; null if the project does not say.</param>
internal sealed record LibraryReference(string Name, Version? Version)
{
    private const string VersionKey = "Version=";

    /// <summary>Reads "mscorlib, Version=1.17.11.0, Culture=neutral, ...".</summary>
    public static LibraryReference Parse(string identity)
    {
        string[] parts = identity.Split(',', StringSplitOptions.TrimEntries);
        string? version = parts.FirstOrDefault(part => part.StartsWith(VersionKey, StringComparison.Ordinal))?[VersionKey.Length..];
        return new LibraryReference(parts[0], Version.TryParse(version, out Version? parsed) ? parsed : null);
    }
}
