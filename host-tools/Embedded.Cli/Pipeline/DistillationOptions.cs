// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>The options for learning from a larger trained network.</summary>
internal sealed class DistillationOptions
{
    private readonly Option<string?> _teacher = new("--teacher") { Description = "Learn from this trained network too: a run's folder or a .tflite file, of any architecture, that knows the same classes", HelpName = "FILE|RUN" };
    private readonly Option<double?> _weight = new("--teacher-weight") { Description = "With --teacher: its part of the loss, above 0 to 1 (default 0.7)", HelpName = "X" };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "With --teacher: divides scores before they become probabilities, 1 to 100 (default 4)", HelpName = "X" };

    public IEnumerable<Option> All => [_teacher, _weight, _temperature];

    /// <summary>The recipe with its teacher, and the teacher, which a resumed run needs as well.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="recipe">Everything else; its own teacher is used if none is given.</param>
    /// <exception cref="CommandException">The teacher is not the one that the recipe names any more.</exception>
    public (TrainingRecipe Recipe, TrainedNetwork? Teacher) Apply(ParseResult parse, TrainingRecipe recipe)
    {
        string? given = parse.GetValue(_teacher);
        DistillationSettings? settings = recipe.Distillation;
        if (given is null && settings is null)
        {
            string? lonely = parse.GetValue(_weight) is not null ? _weight.Name : parse.GetValue(_temperature) is not null ? _temperature.Name : null;
            return lonely is null ? (recipe, null) : throw CommandException.Usage($"{lonely} needs a network to learn from: give --teacher");
        }

        TrainedNetwork teacher = TrainedNetwork.Load(given ?? settings!.Teacher.Path);
        if (given is null && teacher.Source.Crc32 != settings!.Teacher.Crc32)
        {
            throw CommandException.Input($"{teacher.Source.Path} is not what the recipe learned from (CRC-32 {teacher.Source.Crc32}, not {settings.Teacher.Crc32}); put that network back, or start a new run with --teacher");
        }

        Teacher.Check(teacher, recipe.Labels);
        settings = (settings ?? new DistillationSettings { Teacher = teacher.Source }) with { Teacher = teacher.Source };
        settings = settings with
        {
            Weight = parse.GetValue(_weight) ?? settings.Weight,
            Temperature = parse.GetValue(_temperature) ?? settings.Temperature,
        };
        return (recipe with { Distillation = settings }, teacher);
    }
}
