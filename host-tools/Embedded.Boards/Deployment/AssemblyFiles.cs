// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The .pe files that files and folders name.</summary>
public static class AssemblyFiles
{
    /// <summary>Reads all .pe files of folders, without those in folders below them, and single files.</summary>
    /// <param name="paths">Files and folders, such as the bin/Release folder of an application.</param>
    /// <exception cref="DeploymentException">A path is not there, a folder has no .pe file, or a file is no assembly.</exception>
    public static IReadOnlyList<NanoAssembly> Load(IEnumerable<string> paths) => [.. paths.SelectMany(Expand).Select(NanoAssembly.Load)];

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var options = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        string[] files = [.. Directory.EnumerateFiles(path, "*.pe", options).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new DeploymentException($"{path} has no .pe file; name the folder that the build wrote to, such as bin/Release");
    }
}
