// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A nanoFramework assembly: a .pe file, checked.</summary>
public sealed record NanoAssembly
{
    /// <summary>Name without extension, such as "mscorlib".</summary>
    public required string Name { get; init; }

    /// <summary>Four numbers.</summary>
    public required Version Version { get; init; }

    /// <summary>Identifies the native methods, which the firmware must have with the same number; 0 if the assembly has none.</summary>
    public required uint NativeChecksum { get; init; }

    /// <summary>True if one of its methods is the entry point.</summary>
    public required bool IsExecutable { get; init; }

    /// <summary>The assemblies that it needs, in the order of the file.</summary>
    public required IReadOnlyList<NanoReference> References { get; init; }

    /// <summary>The whole file.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Where it was read, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>Reads and checks a .pe file.</summary>
    /// <exception cref="DeploymentException">There is no such file, or the nanoCLR of a board would not take it.</exception>
    public static NanoAssembly Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new DeploymentException($"{path}: there is no such file; build the project first");
        }

        return NanoAssemblyReader.Read(File.ReadAllBytes(path), path);
    }
}
