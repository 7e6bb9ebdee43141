// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rebuilding;

/// <summary>One word of a step's command line.</summary>
/// <param name="Typed">As model.json has it.</param>
/// <param name="Text">As it is run: a path leads into the folder of the rebuild.</param>
/// <param name="Name">The argument or option that it belongs to; empty for the verb.</param>
/// <param name="Role">What the command does with the path; null for other words.</param>
internal sealed record StepWord(string Typed, string Text, string Name = "", PathRole? Role = null)
{
    /// <summary>True for something that is there, be it file or folder.</summary>
    public bool Exists => File.Exists(Text) || Directory.Exists(Text);

    /// <summary>True if the path is that of <paramref name="other"/>, or lies in it.</summary>
    public bool IsWithin(StepWord other)
    {
        string root = Full(other.Text);
        string path = Full(Text);
        return path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
