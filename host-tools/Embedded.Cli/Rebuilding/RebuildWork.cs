// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Rebuilding;

/// <summary>Runs the commands of a model.json one after the other in this process.</summary>
/// <param name="name">The model's.</param>
/// <param name="source">The model's folder, with model.json and card.</param>
/// <param name="commands">Those of its model.json.</param>
/// <param name="folder">Where to rebuild; empty for the current folder.</param>
/// <param name="session">Streams, shared options and cancellation.</param>
internal sealed class RebuildWork(string name, string source, IReadOnlyList<string> commands, string folder, Session session)
{
    private const string NewModel = ".emb";
    private const string Measuring = "eval";

    /// <summary>Checks, plans and runs. What is done already is passed over.</summary>
    /// <exception cref="CommandException">A step cannot be run, something is missing or in the way, or a step failed.</exception>
    /// <exception cref="OperationCanceledException">Ctrl+C; the same command goes on.</exception>
    public RebuildResult Run()
    {
        RebuildStep[] steps = Steps();
        string place = folder.Length == 0 ? "." : folder;
        RebuildPlan.RequireInputs(steps, place, Path.Combine(source, "card.md"));
        RebuildJournal journal = RebuildJournal.Open(place, name, steps);
        var done = new List<(RebuildStep, StepAction, double)>();
        var clock = Stopwatch.StartNew();
        foreach ((RebuildStep step, StepAction action) in new RebuildPlan(journal, name, session).Of(steps))
        {
            TimeSpan start = clock.Elapsed;
            if (action == StepAction.PassOver)
            {
                session.Note($"step {step.Number} of {steps.Length} passed over, {string.Join(", ", step.Outputs.Select(output => output.Text))} is there: {step.Line}");
            }
            else
            {
                Run(action == StepAction.Resume ? step.Resumed : step, steps.Length, journal);
            }

            done.Add((step, action, action == StepAction.PassOver ? 0 : (clock.Elapsed - start).TotalSeconds));
        }

        string? file = steps.SelectMany(step => step.Outputs).LastOrDefault(IsModel)?.Text;
        return new RebuildResult(file, file == null ? null : Compare(file, steps), done, clock.Elapsed.TotalSeconds, steps.Sum(journal.SecondsOf));
    }

    private static bool IsModel(StepWord output) => Path.GetExtension(output.Text) == NewModel;

    private RebuildStep[] Steps()
    {
        string file = Path.Combine(source, ModelFiguresFile.Name);
        if (commands.Count == 0)
        {
            throw CommandException.Input($"{file} names no commands that make {name} again; there is nothing to run");
        }

        var shared = new List<(string, string)>();
        if (session.IsSeedGiven)
        {
            shared.Add(("--seed", FormattableString.Invariant($"{session.Seed}")));
        }

        return [.. commands.Select((command, index) => RebuildStep.Parse(index + 1, command, file, folder, shared))];
    }

    private void Run(RebuildStep step, int count, RebuildJournal journal)
    {
        session.Cancellation.ThrowIfCancellationRequested();
        session.Note($"step {step.Number} of {count}: {step.Line}");
        journal.Begin(step);
        var clock = Stopwatch.StartNew();
        try
        {
            int code = CommandLineApp.RunStep([.. step.Arguments, .. Shared()], session.StepTerminal, session.Cancellation);
            if (code != ExitCode.Ok)
            {
                throw CommandException.Step(code, "its check was not passed");
            }
        }
        catch (OperationCanceledException)
        {
            journal.Interrupt(step, clock.Elapsed.TotalSeconds);
            session.Note($"The same rebuild command goes on with step {step.Number} of {count}.");
            throw;
        }
        catch (Exception exception)
        {
            journal.Interrupt(step, clock.Elapsed.TotalSeconds);
            Failure failure = Failure.Of(exception);
            throw CommandException.Step(failure.Code, $"step {step.Number} of {count}, {step.Line}, failed: {failure.Message.TrimEnd('.')}; once that is mended, the same rebuild command goes on with this step", exception);
        }

        journal.End(step, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Options of this command that do not change what a step makes.</summary>
    private IEnumerable<string> Shared() => [.. session.IsQuiet ? ["--quiet"] : Array.Empty<string>(), .. session.Threads > 0 ? ["--threads", FormattableString.Invariant($"{session.Threads}")] : Array.Empty<string>()];

    /// <summary>The step that measures the model, or a command for pictures that it has not learned from.</summary>
    private static string Compare(string file, IReadOnlyList<RebuildStep> steps)
    {
        if (steps.LastOrDefault(step => step.Verb == Measuring && step.Inputs.First().Text == file) is RebuildStep measuring)
        {
            return measuring.Line;
        }

        string? data = steps.LastOrDefault(step => step.Verb == RebuildStep.Training)?.Words.First(word => word.Name == "DATA").Text;
        string[] places = data == null ? [] : [Path.Combine(data, "val"), Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(data)) ?? "", "val")];
        return CommandText.Of(Measuring, file, places.FirstOrDefault(Directory.Exists) ?? "DATA");
    }
}
