// SPDX-License-Identifier: MIT
using Embedded.Testing;

namespace Embedded.House.Tests;

/// <summary>A file of the repository with its path from the root, in forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] NotOurs = ["bin", "obj", "Generated", "packages", ".git", ".vs", "node_modules"];

    /// <summary>The folder of the project that a file of firmware, host-tools or tests belongs to.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>All files below folders of the repository that end in <paramref name="extension"/>; folders that are not there yet are skipped.</summary>
    public static List<SourceFile> Below(string extension, params string[] folders)
    {
        var files = new List<SourceFile>();
        foreach (string folder in folders.Select(name => System.IO.Path.Combine(SharedFolder.Repository, name)).Where(Directory.Exists))
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories)
                .Select(path => System.IO.Path.GetRelativePath(SharedFolder.Repository, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => NotOurs.Contains(part)))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(path, File.ReadAllText(System.IO.Path.Combine(SharedFolder.Repository, path)))));
        }

        return files;
    }
}
