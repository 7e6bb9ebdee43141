// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Spectre.Console;

namespace Embedded.Cli.Commands;

/// <summary>Trains a network on a folder of pictures.</summary>
internal sealed class TrainCommand : VerbCommand
{
    private readonly Argument<string> _data = new("DATA") { Description = "A folder with one folder of pictures a class, or with train and val folders of that kind" };
    private readonly Option<string> _out = new("--out") { Description = "The run's folder: recipe, metrics, curves, checkpoints", HelpName = "RUN", Required = true };
    private readonly Option<string?> _validation = new("--val") { Description = "A separate folder to measure on; otherwise val/, or a fifth of the pictures by file name", HelpName = "DIR" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the run that is in RUN, with its settings" };
    private readonly RecipeOptions _recipe = new();

    public TrainCommand()
        : base(
            "train",
            "Train a MobileNet on a folder of pictures.",
            "embedded train photos --out run",
            "embedded train photos --out run --width 0.5 --size 128 --epochs 100",
            "embedded train photos --out run --arch mobilenet-v2 --width 0.35",
            "embedded train photos --out run --resume",
            "embedded train photos --out clean --without wrong.txt",
            "embedded train photos --out robust --camera 0.3",
            "embedded train photos --out again --recipe run/recipe.json",
            "embedded train photos --out tuned --init mobilenet.tflite --width 0.25 --size 128 --epochs 40",
            "embedded train photos --out head --init mobilenet.tflite --freeze --epochs 20",
            "embedded train photos --out small --init tuned --width 0.2",
            "embedded train photos --out small --width 0.1 --teacher tuned",
            "embedded train photos --out small --teacher big-v1 big-v2 --teacher-scores photos.scores",
            "embedded train photos --out exact --qat tuned")
    {
        Add(_data);
        Add(_out);
        Add(_validation);
        Add(_resume);
        foreach (Option option in _recipe.All)
        {
            Add(option);
        }
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        string folder = parse.GetRequiredValue(_out);
        string data = parse.GetRequiredValue(_data);
        bool resume = parse.GetValue(_resume);
        if (resume && !RunFolder.Exists(folder))
        {
            throw CommandException.Input($"{folder} holds no training run to go on with; without --resume a new one starts there");
        }

        DatasetSplit split = Dataset.OpenSplit(data, parse.GetValue(_validation), _recipe.ValidationPercent(parse, resume ? folder : null));
        split = _recipe.LeaveOut(split, parse, resume ? folder : null);
        TrainingJob job = _recipe.Create(parse, split, data, parse.GetValue(_validation), resume ? folder : null, session);
        TrainingResult result = Train(split, job, folder, resume, session);
        session.Finish(
            new { run = folder, epochs = result.Epochs, bestEpoch = result.BestEpoch, bestAccuracy = result.BestAccuracy, stoppedEarly = result.StoppedEarly, agreement = AgreementOf(result) },
            console => Render(console, folder, result),
            job.Recipe.Quantization is null ? CommandText.Of("quantize", folder, "--calibration", data, "--out", "model.emb") : CommandText.Of("quantize", folder, "--out", "model.emb"));
        return ExitCode.Ok;
    });

    /// <summary>The recipe of a new run of this command line; the numbers of pictures are not filled in. Nothing is trained or written.</summary>
    internal TrainingRecipe RecipeOf(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        string data = parse.GetRequiredValue(_data);
        string? validation = parse.GetValue(_validation);
        DatasetSplit split = Dataset.OpenSplit(data, validation, _recipe.ValidationPercent(parse, null));
        return _recipe.Create(parse, _recipe.LeaveOut(split, parse, null), data, validation, null, session).Recipe;
    });

    private static TrainingResult Train(DatasetSplit split, TrainingJob job, string folder, bool resume, Session session)
    {
        try
        {
            return TrainingWork.Run(split, job, folder, resume, session);
        }
        catch (OperationCanceledException)
        {
            session.Note(RunFolder.Exists(folder) ? "The finished epochs are kept; the same command with --resume goes on from there." : "Nothing was learned yet; the same command starts again.");
            throw;
        }
    }

    private static void Render(IAnsiConsole console, string folder, TrainingResult result)
    {
        console.MarkupLineInterpolated($"[bold]validation accuracy {Numbers.Percent(result.BestAccuracy)}[/]  epoch {result.BestEpoch} of {result.Epochs}{(result.StoppedEarly ? ", stopped early" : "")}");
        if (result.Agreement.Count > 0)
        {
            LayerAgreement worst = result.Agreement.MaxBy(layer => layer.Share)!;
            long different = result.Agreement.Sum(layer => layer.Different);
            console.MarkupLineInterpolated($"[grey]{Numbers.Count(different)} of {Numbers.Count(result.Agreement.Sum(layer => layer.Values))} int8 activations differ between training and integer engine{(different == 0 ? "" : $", most in {worst.Name}: {Numbers.Percent(worst.Share)}")}[/]");
        }

        console.MarkupLineInterpolated($"[grey]The run is in {folder}[/]");
    }

    private static object? AgreementOf(TrainingResult result) => result.Agreement.Count == 0
        ? null
        : result.Agreement.Select(layer => new { layer = layer.Name, values = layer.Values, different = layer.Different });
}
