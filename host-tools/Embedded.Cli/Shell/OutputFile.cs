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
            PrepareFolder(folder);
        }

        return path;
    }

    /// <summary>Makes a folder that files will be in.</summary>
    /// <exception cref="CommandException">It cannot be made.</exception>
    public static void PrepareFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string? file = Parents(folder).FirstOrDefault(File.Exists);
            throw CommandException.Usage(file != null ? $"{file} is a file, so {folder} cannot be a folder; name another place to write to" : $"the folder {folder} cannot be made; name another place to write to", exception);
        }
    }

    private static IEnumerable<string> Parents(string? folder)
    {
        for (; folder != null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
