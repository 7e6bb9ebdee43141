// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The boards that come with the tools: one folder each in boards/, beside the executable or at the repository's root.</summary>
public static class BoardCatalog
{
    private const string FileName = "board.json";

    /// <summary>Names of all known boards, in ordinal order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Folders().SelectMany(Directory.EnumerateDirectories)
            .Where(folder => File.Exists(Path.Combine(folder, FileName)))
            .Select(folder => Path.GetFileName(folder))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    /// <summary>The board.json file of a known board, or the path itself if it is one of a file.</summary>
    /// <exception cref="BoardException">There is neither a board nor a file of that name; the message lists the known boards.</exception>
    public static string Find(string nameOrPath)
    {
        bool isPath = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || nameOrPath.AsSpan().ContainsAny('/', '\\') || (nameOrPath.Contains('.') && File.Exists(nameOrPath));
        if (isPath)
        {
            string file = Directory.Exists(nameOrPath) ? Path.Combine(nameOrPath, FileName) : nameOrPath;
            return File.Exists(file) ? file : throw new BoardException($"There is no board description {file}; known boards: {string.Join(", ", Names)}.");
        }

        return Folders().Select(folder => Path.Combine(folder, nameOrPath, FileName)).FirstOrDefault(File.Exists)
            ?? throw new BoardException($"The board \"{nameOrPath}\" is unknown; known boards: {string.Join(", ", Names)}.");
    }

    private static IEnumerable<string> Folders()
    {
        for (string? folder = AppContext.BaseDirectory; folder != null; folder = Path.GetDirectoryName(folder))
        {
            string boards = Path.Combine(folder, "boards");
            if (Directory.Exists(boards) && (folder == AppContext.BaseDirectory || File.Exists(Path.Combine(folder, "Embedded.sln"))))
            {
                yield return boards;
            }
        }
    }
}
