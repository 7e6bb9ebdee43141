// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Shell;

/// <summary>Files that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Makes the folder that the file will be in; returns the path.</summary>
    /// <exception cref="CommandException">The path is that of a folder.</exception>
    public static string Prepare(string path)
    {
        if (Directory.Exists(path))
        {
            throw CommandException.Usage($"{path} is a folder; name the file to write");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is string folder)
        {
            Directory.CreateDirectory(folder);
        }

        return path;
    }
}
