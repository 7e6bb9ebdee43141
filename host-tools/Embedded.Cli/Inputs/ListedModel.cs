// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Inputs;

/// <summary>A model of the folder models/ with what was measured of it.</summary>
/// <param name="Model">The model and how it fits a board.</param>
/// <param name="Figures">What its model.json says.</param>
internal sealed record ListedModel(KnownModel Model, ModelFigures Figures)
{
    /// <summary>All models, smallest first.</summary>
    /// <exception cref="CommandException">There are none, or a model.json is wrong.</exception>
    /// <exception cref="ModelFileException">A model is missing or cannot be used.</exception>
    public static IReadOnlyList<ListedModel> All(BoardDescriptor board) =>
        [.. Folders().Select(folder => Of(folder, board))
            .OrderBy(model => model.Model.File.Bytes.Length)
            .ThenBy(model => model.Model.Name, StringComparer.Ordinal)];

    /// <summary>One model by its name, or by the path of its folder.</summary>
    /// <exception cref="CommandException">There is no such model, or its model.json is wrong.</exception>
    /// <exception cref="ModelFileException">The model is missing or cannot be used.</exception>
    public static ListedModel Find(string name, BoardDescriptor board) => Of(FolderOf(name), board);

    /// <summary>The folder of a model.</summary>
    /// <param name="name">Its name, or the path of its folder.</param>
    /// <exception cref="CommandException">There is no such model.</exception>
    public static string FolderOf(string name)
    {
        if (name.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) >= 0 && IsModel(name))
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(name));
        }

        IReadOnlyList<string> folders = Folders();
        return folders.FirstOrDefault(folder => Path.GetFileName(folder) == name)
            ?? throw CommandException.Usage($"there is no model \"{name}\"; the models are {string.Join(", ", folders.Select(Path.GetFileName))}");
    }

    /// <summary>Reads one folder.</summary>
    public static ListedModel Of(string folder, BoardDescriptor board) => new(KnownModel.Of(folder, board), ModelFiguresFile.Load(folder));

    private static bool IsModel(string folder) => File.Exists(Path.Combine(folder, KnownModel.FileName)) || File.Exists(Path.Combine(folder, ModelFiguresFile.Name));

    /// <summary>Folders with a model or figures of one, in ordinal order.</summary>
    private static IReadOnlyList<string> Folders()
    {
        string models = ModelsFolder.Find() ?? throw CommandException.Input($"there is no folder models beside the program, in {AppContext.BaseDirectory}; copy the repository's there, or run the program in a checkout");
        string[] folders = [.. Directory.EnumerateDirectories(models)
            .Where(IsModel)
            .Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : throw CommandException.Input($"{models} holds no model; restore it from the repository");
    }
}
