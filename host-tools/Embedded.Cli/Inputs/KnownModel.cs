// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Inputs;

/// <summary>A model of the repository's folder models/, and how it fits a board.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="File">The model.</param>
/// <param name="Fit">How it fits.</param>
internal sealed record KnownModel(string Name, EmbFile File, ModelFit Fit)
{
    /// <summary>All of them in ordinal order; none outside a checkout.</summary>
    public static IReadOnlyList<KnownModel> All(BoardDescriptor board)
    {
        string? root = AppContext.BaseDirectory;
        while (root != null && !System.IO.File.Exists(Path.Combine(root, "Embedded.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        string models = Path.Combine(root ?? "", "models");
        if (root == null || !Directory.Exists(models))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(models)
            .Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "model.emb"))
            .Where(System.IO.File.Exists)
            .Select(file => Of(file, board))];
    }

    private static KnownModel Of(string path, BoardDescriptor board)
    {
        EmbFile file = EmbFile.Load(path);
        return new KnownModel(Path.GetFileName(Path.GetDirectoryName(path)!), file, ModelFit.Of(file, board));
    }
}
