// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Inputs;

/// <summary>A model of the folder models/, and how it fits a board.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Path">The model file.</param>
/// <param name="File">The model.</param>
/// <param name="Fit">How it fits.</param>
internal sealed record KnownModel(string Name, string Path, EmbFile File, ModelFit Fit)
{
    /// <summary>Name of the model file in its folder.</summary>
    public const string FileName = "model.emb";

    /// <summary>All of them in ordinal order; none where there is no folder models/.</summary>
    /// <exception cref="ModelFileException">A model cannot be used.</exception>
    public static IReadOnlyList<KnownModel> All(BoardDescriptor board) => ModelsFolder.Find() is not string models
        ? []
        : [.. Directory.EnumerateDirectories(models)
            .Order(StringComparer.Ordinal)
            .Where(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, FileName)))
            .Select(folder => Of(folder, board))];

    /// <summary>The model of one folder.</summary>
    /// <exception cref="ModelFileException">There is none, or it cannot be used.</exception>
    public static KnownModel Of(string folder, BoardDescriptor board)
    {
        string path = System.IO.Path.Combine(folder, FileName);
        EmbFile file = EmbFile.Load(path);
        return new KnownModel(System.IO.Path.GetFileName(folder), path, file, ModelFit.Of(file, board));
    }
}
