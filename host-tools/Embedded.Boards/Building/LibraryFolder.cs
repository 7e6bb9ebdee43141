// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>
/// The assemblies of nanoFramework packages below a folder: a `packages` folder as NuGet restores it for packages.config or for
/// PackageDownload, or a folder with all files in it.
/// </summary>
internal sealed class LibraryFolder
{
    private readonly string _folder;
    private readonly ILookup<string, NanoLibrary> _libraries;

    /// <exception cref="DeploymentException">There is no such folder.</exception>
    public LibraryFolder(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder))
        {
            throw new DeploymentException($"there is no folder {folder}; name the one that holds the nanoFramework packages");
        }

        _libraries = Directory.EnumerateFiles(folder, "*.pe", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Library)
            .OfType<NanoLibrary>()
            .ToLookup(library => library.Name, StringComparer.Ordinal);
    }

    /// <summary>The library; of several the one whose folder carries the version that the project names.</summary>
    /// <exception cref="DeploymentException">It is not there, or there are several and none is of that version.</exception>
    public NanoLibrary Find(LibraryReference reference, string user)
    {
        NanoLibrary[] found = [.. _libraries[reference.Name]];
        if (found.Length == 1)
        {
            return found[0];
        }

        if (found.Length == 0)
        {
            throw new DeploymentException($"{user} needs {reference.Name}, but {_folder} has no {reference.Name}.dll with {reference.Name}.pe beside it; {NanoPackages.Origin(reference.Name)}");
        }

        return found.FirstOrDefault(library => reference.Version is Version version && IsOfPackage(library, version))
            ?? throw new DeploymentException($"{user} needs {reference.Name} {reference.Version?.ToString() ?? "of any version"}, and {_folder} has it {found.Length} times, in {string.Join(" and ", found.Select(library => Path.GetDirectoryName(library.PeFile)))}; leave only one there");
    }

    /// <summary>The library of that name if there is exactly one, or one of that version; null otherwise.</summary>
    public NanoLibrary? TryFind(NanoReference reference)
    {
        NanoLibrary[] found = [.. _libraries[reference.Name]];
        return found.Length == 1 ? found[0] : found.FirstOrDefault(library => IsOfPackage(library, reference.Version));
    }

    private static NanoLibrary? Library(string peFile)
    {
        string? assembly = new[] { ".dll", ".exe" }.Select(extension => Path.ChangeExtension(peFile, extension)).FirstOrDefault(File.Exists);
        return assembly == null ? null : new NanoLibrary(Path.GetFileNameWithoutExtension(peFile), assembly, peFile);
    }

    /// <summary>True below folders like nanoFramework.CoreLibrary.1.17.11 and nanoframework.corelibrary/1.17.11.</summary>
    private static bool IsOfPackage(NanoLibrary library, Version version)
    {
        string number = version.ToString(3);
        return library.PeFile.Split('/', '\\').Any(part => part == number || part.EndsWith("." + number, StringComparison.Ordinal));
    }
}
