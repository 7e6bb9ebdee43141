// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>The options for learning from larger trained networks.</summary>
internal sealed class DistillationOptions
{
    private readonly Option<string[]> _teacher = new("--teacher") { Description = "Learn from this trained network too: a run's folder or a .tflite file, of any architecture and size, that knows the same classes; several teach together", HelpName = "FILE|RUN", AllowMultipleArgumentsPerToken = true };
    private readonly Option<double?> _weight = new("--teacher-weight") { Description = "With --teacher: its part of the loss, above 0 to 1 (default 0.9)", HelpName = "X" };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "With --teacher: divides scores before they become probabilities, 1 to 100 (default 2)", HelpName = "X" };
    private readonly Option<int?> _views = new("--teacher-views") { Description = "With --teacher: variations of a picture that the teacher judges once and the epochs repeat; 0: it sees every batch as the student does (default 32)", HelpName = "N" };
    private readonly Option<bool> _mirror = new("--teacher-mirror") { Description = "With --teacher: its answer is the mean of those to the view and to its mirror image" };
    private readonly Option<double?> _features = new("--feature-weight") { Description = "With --teacher: what features count that do not lie as the teacher's do, 0 to 100 (default 1)", HelpName = "X" };
    private readonly Option<string?> _scores = new("--teacher-scores") { Description = "With --teacher: file that keeps its scores, for several runs (default: teacher.scores in RUN)", HelpName = "FILE" };

    public IEnumerable<Option> All => [_teacher, _weight, _temperature, _views, _mirror, _features, _scores];

    /// <summary>Whether the run gets a teacher that its recipe does not have.</summary>
    public bool IsNew(ParseResult parse, TrainingRecipe recipe) => recipe.Distillation is null && parse.GetValue(_teacher) is { Length: > 0 };

    /// <summary>The recipe with its teachers, and the teachers, which a resumed run needs as well.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="recipe">Everything else; its own teachers are used if none are given.</param>
    /// <exception cref="CommandException">A teacher is not the one that the recipe names any more.</exception>
    public (TrainingRecipe Recipe, IReadOnlyList<TrainedNetwork> Teachers) Apply(ParseResult parse, TrainingRecipe recipe)
    {
        string[] given = parse.GetValue(_teacher) ?? [];
        DistillationSettings? settings = recipe.Distillation;
        if (given.Length == 0 && settings is null)
        {
            Option? lonely = All.Skip(1).FirstOrDefault(option => parse.GetResult(option) is { Implicit: false });
            return lonely is null ? (recipe, []) : throw CommandException.Usage($"{lonely.Name} needs a network to learn from: give --teacher");
        }

        TrainedNetwork[] teachers = given.Length > 0 ? Array.ConvertAll(given, TrainedNetwork.Load) : [.. settings!.Teachers.Select(Same)];
        foreach (TrainedNetwork teacher in teachers)
        {
            Teacher.Check(teacher, recipe.Labels);
        }

        NetworkSource[] sources = Array.ConvertAll(teachers, teacher => teacher.Source);
        settings = (settings ?? new DistillationSettings { Teachers = sources, Views = DistillationSettings.DefaultViews, FeatureWeight = DistillationSettings.DefaultFeatureWeight }) with { Teachers = sources };
        int views = parse.GetValue(_views) ?? settings.Views;
        string? file = parse.GetValue(_scores) ?? settings.ScoresFile;
        if (views == 0 && file is not null)
        {
            throw CommandException.Usage($"a teacher that sees every batch keeps no scores: leave {_scores.Name} out, or give {_views.Name}");
        }

        return (recipe with
        {
            Distillation = settings with
            {
                Weight = parse.GetValue(_weight) ?? settings.Weight,
                Temperature = parse.GetValue(_temperature) ?? settings.Temperature,
                Views = views,
                Mirror = settings.Mirror || parse.GetValue(_mirror),
                FeatureWeight = parse.GetValue(_features) ?? settings.FeatureWeight,
                ScoresFile = file,
            },
        }, teachers);
    }

    private static TrainedNetwork Same(NetworkSource source)
    {
        TrainedNetwork teacher = TrainedNetwork.Load(source.Path);
        return teacher.Source.Crc32 == source.Crc32 ? teacher
            : throw CommandException.Input($"{source.Path} is not what the recipe learned from (CRC-32 {teacher.Source.Crc32}, not {source.Crc32}); put that network back, or start a new run with --teacher");
    }
}
