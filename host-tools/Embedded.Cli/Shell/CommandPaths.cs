// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Cli.Shell;

/// <summary>The files of one command line, checked against each other before any work.</summary>
internal static class CommandPaths
{
    private static readonly StringComparison s_comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>A file that a command writes.</summary>
    /// <param name="Name">The option that names it.</param>
    /// <param name="Path">As typed, null if it is not given.</param>
    /// <param name="Content">What it will hold, such as "an .emb model".</param>
    /// <param name="Extensions">What its name may end in; none for folders.</param>
    internal readonly record struct Output(string Name, string? Path, string Content, params string[] Extensions);

    /// <summary>Refuses outputs that would replace an input or another output, and names that promise another kind of file.</summary>
    /// <param name="inputs">What is read, null for options that are not given.</param>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="CommandException">A path that cannot be; the message names it.</exception>
    public static void Check(IEnumerable<string?> inputs, params Output[] outputs)
    {
        string[] read = [.. inputs.OfType<string>()];
        for (int index = 0; index < outputs.Length; index++)
        {
            if (outputs[index] is not { Path: string path } output)
            {
                continue;
            }

            if (read.Any(input => IsSame(path, input)))
            {
                throw CommandException.Usage($"{path} is the file that is read; name another one to write with {output.Name}");
            }

            if (Array.FindIndex(outputs, 0, index, other => other.Path != null && IsSame(path, other.Path)) is int twin and >= 0)
            {
                throw CommandException.Usage($"{path} would be written twice, by {outputs[twin].Name} and {output.Name}; give them different names");
            }

            CheckName(output, path);
        }
    }

    private static void CheckName(Output output, string path)
    {
        if (Directory.Exists(path) && output.Extensions.Length > 0)
        {
            throw CommandException.Usage($"{path} is a folder; name the file to write");
        }

        string extension = Path.GetExtension(path);
        bool isDevice = extension.Length == 0 && AtomicFile.IsWrittenInPlace(path);
        if (output.Extensions.Length > 0 && !isDevice && !output.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            throw CommandException.Usage($"{path} would be {output.Content} under the name of something else; give {output.Name} a name that ends in {string.Join(" or ", output.Extensions)}");
        }
    }

    private static bool IsSame(string first, string second) => string.Equals(Real(first), Real(second), s_comparison);

    /// <summary>The full path without links, in its folders too.</summary>
    private static string Real(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not string folder)
        {
            return full;
        }

        string real = Path.Combine(Real(folder), Path.GetFileName(full));
        return new FileInfo(real).LinkTarget == null ? real : File.ResolveLinkTarget(real, returnFinalTarget: true)!.FullName;
    }
}
