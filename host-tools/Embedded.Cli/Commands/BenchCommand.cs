// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Data;
using Spectre.Console;

namespace Embedded.Cli.Commands;

/// <summary>Measures training speed with and without the input pipeline.</summary>
internal sealed class BenchCommand : VerbCommand
{
    private readonly Argument<string> _data = new("DATA") { Description = "A folder with one folder of pictures a class, or with train and val folders of that kind" };
    private readonly Option<int> _seconds = new Option<int>("--seconds") { Description = "How long to measure", HelpName = "N", DefaultValueFactory = _ => 30 }.Between(4);
    private readonly RecipeOptions _recipe = new();

    public BenchCommand()
        : base(
            "bench",
            "Measure training speed: varied pictures against random tensors in memory, in turns of a second. Nothing is written.",
            "embedded bench photos",
            "embedded bench photos --width 0.5 --size 128 --threads 2")
    {
        Add(_data);
        Add(_seconds);
        foreach (Option option in _recipe.All)
        {
            Add(option);
        }
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        string data = parse.GetRequiredValue(_data);
        DatasetSplit split = Dataset.OpenSplit(data);
        TrainingRecipe recipe = _recipe.Create(parse, split, data, null, null, session).Recipe;
        PictureSamples pictures = PictureSamples.ForTraining(PictureSet.Load(split.Train, session), recipe.Network.Size);
        ThroughputReport report = session.Track("measuring", _ => Throughput.Measure(recipe, pictures, TimeSpan.FromSeconds(parse.GetValue(_seconds)), session.Cancellation));
        session.Finish(
            new { randomTensors = report.RandomTensors, augmentedPictures = report.AugmentedPictures, share = report.Share },
            console =>
            {
                console.WriteLine($"random tensors    {Numbers.Count((long)report.RandomTensors)} pictures/s");
                console.WriteLine($"varied pictures   {Numbers.Count((long)report.AugmentedPictures)} pictures/s");
                console.MarkupLineInterpolated($"[bold]the input pipeline leaves {Numbers.Percent(report.Share)} of the speed[/]");
            });
        return ExitCode.Ok;
    });
}
