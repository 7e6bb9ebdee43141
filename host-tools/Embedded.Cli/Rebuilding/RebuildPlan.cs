// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Cli.Shell;
using Embedded.Training.Runs;

namespace Embedded.Cli.Rebuilding;

/// <summary>Decides before anything runs what each step will do, from what lies in the folder.</summary>
internal sealed class RebuildPlan(RebuildJournal journal, string model, Session session)
{
    private readonly List<StepWord> _toCome = []; // what steps before will make or change

    /// <summary>Refuses to begin when something that the steps need is not there and none of them makes it.</summary>
    /// <exception cref="CommandException">The message names all of it.</exception>
    public static void RequireInputs(IReadOnlyList<RebuildStep> steps, string folder, string card)
    {
        var made = new List<StepWord>();
        var missing = new List<string>();
        foreach (RebuildStep step in steps)
        {
            missing.AddRange(step.Inputs.Where(input => !input.Exists && !made.Exists(input.IsWithin)).Select(input => input.Typed));
            made.AddRange(step.Made);
        }

        string[] names = [.. missing.Distinct()];
        if (names.Length > 0)
        {
            (string list, string verb, string them) = names.Length == 1 ? (names[0], "is", "it") : ($"{string.Join(", ", names[..^1])} and {names[^1]}", "are", "them");
            throw CommandException.Input($"{list} {verb} missing in {Path.GetFullPath(folder)}: put {them} there, {card} says where from, or name another folder with --in");
        }
    }

    /// <summary>Looks at the steps in order.</summary>
    /// <exception cref="CommandException">Something of a step's is in the way that is not the step's; nothing is ever overwritten.</exception>
    public IReadOnlyList<(RebuildStep Step, StepAction Action)> Of(IReadOnlyList<RebuildStep> steps)
    {
        var plan = new List<(RebuildStep, StepAction)>();
        foreach (RebuildStep step in steps)
        {
            StepAction action = step.Verb == RebuildStep.Training ? OfTraining(step) : OfFiles(step);
            plan.Add((step, action));
            if (action != StepAction.PassOver)
            {
                _toCome.AddRange(step.Outputs);
            }
        }

        return plan;
    }

    private StepAction OfTraining(RebuildStep step) => TrainingFailures.Translate(() =>
    {
        StepWord output = step.Made.Single();
        if (!RunFolder.Exists(output.Text))
        {
            return StepAction.Run;
        }

        RequireFresh(step, output);
        RunFolder run = RunFolder.Open(output.Text);
        return RunComparison.DifferenceOf(run, step, session) is string difference
            ? throw Foreign(step, output, $"was started with {difference}")
            : run.IsFinished ? StepAction.PassOver : StepAction.Resume;
    });

    private StepAction OfFiles(RebuildStep step)
    {
        bool isStale = StaleInput(step) != null;
        if (!isStale && step.Outputs.Any() && journal.IsFinished(step))
        {
            return StepAction.PassOver;
        }

        if (step.Made.FirstOrDefault(word => word.Exists && !_toCome.Exists(other => other.IsWithin(word) && word.IsWithin(other))) is StepWord output)
        {
            RequireFresh(step, output);
            if (!journal.IsBegun(step))
            {
                throw Foreign(step, output, journal.IsKnown(step) ? "was changed since" : "was not made by this rebuild");
            }
        }

        return StepAction.Run;
    }

    /// <summary>What the step reads and a step before it has yet to make; null for nothing.</summary>
    private StepWord? StaleInput(RebuildStep step) => step.Inputs.FirstOrDefault(input => _toCome.Exists(input.IsWithin));

    private void RequireFresh(RebuildStep step, StepWord output)
    {
        if (StaleInput(step) is StepWord input)
        {
            throw Foreign(step, output, $"is older than {input.Text}, which it is to be made from and which is still to be made");
        }
    }

    private CommandException Foreign(RebuildStep step, StepWord output, string why) =>
        CommandException.Input($"{output.Text}, which step {step.Number} of {model} makes, is there already but {why}; move it away, or rebuild in another folder with --in");
}
