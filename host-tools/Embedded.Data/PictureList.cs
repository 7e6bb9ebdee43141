// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>
/// Pictures named in a text file: one path a line, relative to a data set (rose/a.jpg), or with the data set's own folder before it
/// (val/rose/a.jpg), so that a list made for a folder with train/ and val/ serves each of them. Lines that begin with # are comments.
/// </summary>
public sealed class PictureList
{
    private readonly HashSet<string> _paths;

    /// <param name="source">Where the list is from, for messages.</param>
    /// <param name="paths">Relative, with forward slashes.</param>
    public PictureList(string source, IEnumerable<string> paths)
    {
        Source = source;
        Paths = [.. paths.Distinct(StringComparer.Ordinal)];
        _paths = new HashSet<string>(Paths, StringComparer.Ordinal);
    }

    /// <summary>Where the list is from.</summary>
    public string Source { get; }

    /// <summary>The paths, each once, in the order of the file.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Reads a list. Spaces around a path do not matter, nor which slashes it has.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or names nothing.</exception>
    public static PictureList Load(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"The list {path} cannot be read ({e.Message.TrimEnd('.')}); name a text file with one picture a line.", e);
        }

        var list = new PictureList(path, lines.Select(line => line.Trim().Replace('\\', '/')).Where(line => line.Length > 0 && line[0] != '#'));
        return list.Paths.Count > 0 ? list : throw new DatasetException(path, $"The list {path} names no picture; write one path a line, such as rose/a.jpg.");
    }

    /// <summary>The path under which the list names a picture, null if it does not.</summary>
    internal string? NameOf(Dataset dataset, Sample sample)
    {
        string withFolder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataset.Directory))) + "/" + sample.Path;
        return _paths.Contains(sample.Path) ? sample.Path : _paths.Contains(withFolder) ? withFolder : null;
    }
}
