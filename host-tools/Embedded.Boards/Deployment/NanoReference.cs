// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What a nanoFramework assembly says of another one that it needs.</summary>
/// <param name="Name">Name of the other assembly.</param>
/// <param name="Version">Four numbers.</param>
public sealed record NanoReference(string Name, Version Version)
{
    /// <summary>
    /// True if the nanoCLR takes an assembly of this name and <paramref name="version"/>: major and minor number must be equal, build and
    /// revision may differ (nf-interpreter, CLR_RT_TypeSystem::FindAssembly without fExact).
    /// </summary>
    public bool IsMetBy(Version version) => version.Major == Version.Major && version.Minor == Version.Minor;
}
