// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data.Synth;

namespace Embedded.Cli.Commands;

/// <summary>Draws the built-in data set.</summary>
internal sealed class DataSynthCommand : VerbCommand
{
    private readonly Argument<string> _directory = new("DIR") { Description = "Where to put it: train and val folders with a folder a class" };
    private readonly Option<int> _train = new Option<int>("--train") { Description = "Training pictures a class", HelpName = "N", DefaultValueFactory = _ => 300 }.Between(1, 100_000);
    private readonly Option<int> _val = new Option<int>("--val") { Description = "Validation pictures a class", HelpName = "N", DefaultValueFactory = _ => 60 }.Between(1, 100_000);
    private readonly Option<int> _size = new Option<int>("--size") { Description = "Side of a picture in pixels", HelpName = "N", DefaultValueFactory = _ => 128 }.Between(16, 1024);

    public DataSynthCommand()
        : base(
            "synth",
            "Draw the built-in data set: five kinds of flowers, no download.",
            "embedded data synth flowers",
            "embedded data synth flowers --train 500 --val 100 --seed 7")
    {
        Add(_directory);
        Add(_train);
        Add(_val);
        Add(_size);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string directory = parse.GetRequiredValue(_directory);
        var options = new SyntheticFlowersOptions
        {
            TrainPerClass = parse.GetValue(_train),
            ValidationPerClass = parse.GetValue(_val),
            Size = parse.GetValue(_size),
            Seed = (ulong)session.Seed,
        };
        session.Track("drawing", meter =>
        {
            SyntheticFlowers.Write(directory, options, session.Threads, meter, session.Cancellation);
            return true;
        });
        int train = options.TrainPerClass * SyntheticFlowers.Labels.Count;
        int validation = options.ValidationPerClass * SyntheticFlowers.Labels.Count;
        session.FinishLines(
            new { directory, labels = SyntheticFlowers.Labels, train, val = validation, options.Size, options.Seed },
            [$"{Numbers.Count(train, "picture")} to train on and {validation} to measure on are in {directory}: {string.Join(", ", SyntheticFlowers.Labels)}"]);
        return ExitCode.Ok;
    }
}
