// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Puts training runs side by side.</summary>
internal sealed class CompareCommand : VerbCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Folders of training runs; an .emb file after a folder is that run's model, otherwise its model.emb, if it has one",
        Arity = ArgumentArity.OneOrMore,
    };

    public CompareCommand()
        : base(
            "compare",
            "Show training runs side by side: what they started from, size, cost and accuracy.",
            "embedded compare scratch frozen tuned",
            "embedded compare scratch scratch.emb tuned tuned.emb --json") => Add(_runs);

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        IReadOnlyList<ComparedRun> runs = ComparedRun.ReadAll(parse.GetRequiredValue(_runs));
        session.Finish(CompareView.Document(runs), console => CompareView.Render(console, runs));
        return ExitCode.Ok;
    });
}
