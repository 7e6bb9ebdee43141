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

    /// <summary>One model by its name.</summary>
    /// <exception cref="CommandException">There is no such model, or its model.json is wrong.</exception>
    /// <exception cref="ModelFileException">The model is missing or cannot be used.</exception>
    public static ListedModel Find(string name, BoardDescriptor board)
    {
        IReadOnlyList<string> folders = Folders();
        string? folder = folders.FirstOrDefault(folder => Path.GetFileName(folder) == name);
        return folder != null
            ? Of(folder, board)
            : throw CommandException.Usage($"there is no model \"{name}\"; the models are {string.Join(", ", folders.Select(Path.GetFileName))}");
    }

    /// <summary>Reads one folder.</summary>
    public static ListedModel Of(string folder, BoardDescriptor board) => new(KnownModel.Of(folder, board), ModelFiguresFile.Load(folder));

    /// <summary>Folders with a model or figures of one, in ordinal order.</summary>
    private static IReadOnlyList<string> Folders()
    {
        string models = ModelsFolder.Find() ?? throw CommandException.Input($"there is no folder models beside the program, in {AppContext.BaseDirectory}; copy the repository's there, or run the program in a checkout");
        string[] folders = [.. Directory.EnumerateDirectories(models)
            .Where(folder => File.Exists(Path.Combine(folder, KnownModel.FileName)) || File.Exists(Path.Combine(folder, ModelFiguresFile.Name)))
            .Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : throw CommandException.Input($"{models} holds no model; restore it from the repository");
    }
}
