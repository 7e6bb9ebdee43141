// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Puts training runs side by side.</summary>
internal sealed class CompareCommand : VerbCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Folders of training runs; an .emb file after a folder is that run's model, otherwise its model.emb, if it has one",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _data = new("--data") { Description = "Measure float network and model of every run on these labelled pictures", HelpName = "DATA" };

    private readonly EngineOption _engine = new();

    public CompareCommand()
        : base(
            "compare",
            "Show training runs side by side: what they started from, size, cost and accuracy.",
            "embedded compare scratch frozen tuned",
            "embedded compare scratch frozen tuned --data photos/val",
            "embedded compare scratch scratch.emb tuned tuned.emb --json")
    {
        Add(_runs);
        Add(_data);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        IReadOnlyList<ComparedRun> runs = ComparedRun.ReadAll(parse.GetRequiredValue(_runs));
        if (parse.GetValue(_data) is string data)
        {
            Dataset dataset = Dataset.Open(data);
            PictureCache pictures = PictureSet.Load(dataset, session);
            runs = [.. runs.Select(run => run.Measure(pictures, dataset, file => _engine.For(file, parse), session))];
        }

        session.Finish(CompareView.Document(runs), console => CompareView.Render(console, runs));
        return ExitCode.Ok;
    });
}
