// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests;

/// <summary>A model's card says what is true of its file.</summary>
public sealed partial class ModelCardTests
{
    private const string Training = "embedded train ";

    private static readonly string s_models = Path.Combine(SharedFolder.Repository, "models");

    public static TheoryData<string> Models => [.. Directory.EnumerateDirectories(s_models).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Folder_EveryModel_HasItsFiles(string name)
    {
        ListedModel model = Open(name);

        string[] files = ["card.md", "model.json", "model.emb", "labels.txt"];
        Assert.All(files, file => Assert.True(File.Exists(FileOf(name, file)), $"models/{name} has no {file}"));
        Assert.Equal(model.Model.File.Model.Labels, File.ReadAllLines(FileOf(name, "labels.txt")));
        Assert.NotNull(model.Figures.Purpose);
        Assert.NotNull(model.Figures.Data);
        Assert.NotNull(model.Figures.Int8Correct);
        Assert.NotEmpty(model.Figures.Commands);
        if (model.Figures.Cleaned is { } cleaned)
        {
            Assert.True(File.Exists(FileOf(name, cleaned.File)), $"models/{name} has no {cleaned.File}");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Recipe_EveryTrainedModel_IsThatOfItsNetwork(string name)
    {
        ListedModel model = Open(name);
        Assert.SkipUnless(model.Figures.Commands.Any(command => command.StartsWith(Training, StringComparison.Ordinal)), "was not trained by a command of ours");

        TrainingRecipe recipe = RunFolder.Open(Path.Combine(s_models, name)).Recipe;

        Tensor input = model.Model.File.Model.Input;
        Assert.Equal((recipe.Network.Size, recipe.Network.Size, recipe.Network.Channels), (input.Width, input.Height, input.Channels));
        Assert.Equal(recipe.Labels, model.Model.File.Model.Labels);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Card_EveryModel_AgreesWithModelAndFigures(string name)
    {
        ListedModel model = Open(name);
        ModelInspection inspection = ModelInspection.Of(model.Model.File);
        ModelFigures figures = model.Figures;
        Dictionary<string, string> card = FirstTable(File.ReadAllText(FileOf(name, "card.md")));

        AssertRow(card, "parameters", Count(inspection.Parameters));
        AssertRow(card, "multiply-accumulates", Count(inspection.MultiplyAccumulates) + " a picture");
        AssertRow(card, "model.emb", Count(inspection.FileBytes) + " bytes");
        AssertRow(card, "arena", Count(model.Model.File.Model.ArenaBytes) + " bytes");
        AssertRow(card, "accuracy, float", Accuracy(figures.FloatCorrect, figures.Pictures));
        AssertRow(card, "accuracy, int8, integer engine", Accuracy(figures.Int8Correct, figures.Pictures));
        AssertRow(card, "accuracy, int8, cleaned pictures", Accuracy(figures.Cleaned?.Int8Correct, figures.Cleaned?.Pictures));
        AssertRow(card, "accuracy, float, camera-like pictures", Accuracy(figures.Camera?.FloatCorrect, figures.Pictures));
        AssertRow(card, "accuracy, int8, camera-like pictures", Accuracy(figures.Camera?.Int8Correct, figures.Pictures));
        Assert.True(card.Count == 0, $"models/{name}/card.md has figures that nothing checks: {string.Join("; ", card.Keys)}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Commands_EveryModel_AreValidAndThoseOfTheCard(string name)
    {
        IReadOnlyList<string> commands = Open(name).Figures.Commands;
        string[] card = CommandsIn(File.ReadAllText(FileOf(name, "card.md")));

        Assert.All(commands, command =>
        {
            Assert.Contains(command, card);
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("embedded", words[0]);
            Assert.Null(ParseErrorText.Of(CommandLineApp.CreateRoot(new SharedOptions()).Parse(words[1..])));
        });
    }

    [Fact]
    public void FirstTable_BoldAndOtherTables_AreRead()
    {
        Dictionary<string, string> table = FirstTable("# a\n\n| | |\n|---|---|\n| **b c** | **1 %** (2) |\n| d | 3 |\n\n| class | x |\n|---|---|\n| e | 4 |\n");

        Assert.Equal([new("b c", "1 % (2)"), new("d", "3")], table);
        Assert.Equal(["embedded a b", "embedded c"], CommandsIn("x\n```\nembedded a \\\n    b\nembedded c   # d\n```\nembedded e\n"));
    }

    private static ListedModel Open(string name) => ListedModel.Of(Path.Combine(s_models, name), BoardDescriptor.Load("esp32-cam"));

    private static string FileOf(string name, string file) => Path.Combine(s_models, name, file);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string? Accuracy(int? correct, int? pictures) => correct is int right && pictures is int all
        ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / all:0.0} % ({right:N0} of {all:N0} pictures)")
        : null;

    /// <summary>Takes the row out; null for a row that must not be there.</summary>
    private static void AssertRow(Dictionary<string, string> card, string row, string? value)
    {
        card.Remove(row, out string? found);
        Assert.True(found == value, $"the card's row \"{row}\" is {found ?? "missing"}, it must be {value ?? "left out, as model.json does not know it"}");
    }

    /// <summary>The first two-column table's rows, without bold.</summary>
    private static Dictionary<string, string> FirstTable(string card) => card.Split('\n')
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Replace("**", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1], cells => cells[2]);

    /// <summary>The commands in the card's code blocks, continued lines joined, comments left out.</summary>
    private static string[] CommandsIn(string card) =>
    [
        .. card.Split("```").Where((_, index) => index % 2 == 1)
            .SelectMany(block => Continuation().Replace(block, " ").Split('\n'))
            .Select(line => line.Split(" #")[0].Trim())
            .Where(line => line.StartsWith("embedded ", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"\s*\\\n\s*")]
    private static partial Regex Continuation();
}
