// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Data.Synth;
using Embedded.Decision;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>The whole road on drawn flowers. Each step is what a command of its own does.</summary>
internal sealed class DemoWork(DemoFolder folder, Session session)
{
    private const int Steps = 5;
    private const int CalibrationPictures = 200;
    private const int FramesPerPicture = 4;
    private const string Board = "esp32-cam";
    private const string LedLabel = "rose";

    /// <summary>Draws, trains, quantizes, measures and simulates. An interrupted training goes on where it stopped.</summary>
    public DemoResult Run()
    {
        var clock = Stopwatch.StartNew();
        RequireSameSeed();
        Draw();
        DatasetSplit split = Dataset.OpenSplit(folder.Training);
        Train(split);
        QuantizedRun quantized = Quantize(split);
        (Evaluation whole, Evaluation integer) = Measure(quantized);
        IReadOnlyList<string> lines = Simulate(quantized.File);
        return new DemoResult(folder.Root, whole, integer, quantized.File, clock.Elapsed, lines);
    }

    /// <summary>Before pictures of one seed replace those that a run of another was trained on.</summary>
    private void RequireSameSeed()
    {
        if (RunFolder.Exists(folder.Run) && RunFolder.Open(folder.Run).Recipe.Seed is long seed && seed != session.Seed)
        {
            throw CommandException.Usage($"{folder.Root} holds a demo of seed {seed}; name another folder with --out, or give --seed {seed}");
        }
    }

    private void Draw()
    {
        var options = new SyntheticFlowersOptions { Seed = (ulong)session.Seed };
        int kinds = SyntheticFlowers.Labels.Count;
        Step(1, $"drawing {kinds} kinds of flowers: {kinds * options.TrainPerClass:N0} pictures to train on, {kinds * options.ValidationPerClass} to measure on");
        session.Track("drawing", meter =>
        {
            SyntheticFlowers.Write(folder.Flowers, options, session.Threads, meter, session.Cancellation);
            return true;
        });
    }

    private void Train(DatasetSplit split)
    {
        TrainingRecipe recipe = Recipe(split);
        Step(2, $"training {recipe.Network.Architecture} {recipe.Network.Width} at {recipe.Network.Size}x{recipe.Network.Size} from scratch for {Numbers.Count(recipe.Epochs, "epoch")}");
        TrainingWork.Run(split, new TrainingJob(recipe), folder.Run, resume: true, session);
    }

    /// <summary>Drawn flowers need milder variation than photos, and a short run needs a shorter average of the weights.</summary>
    private TrainingRecipe Recipe(DatasetSplit split)
    {
        var recipe = new TrainingRecipe
        {
            Network = new NetworkSpec { Classes = split.Train.Labels.Count },
            Labels = [.. split.Train.Labels],
            Data = new DataOrigin { Folder = folder.Training, ValidationShare = RecipeOptions.HashShare },
            Epochs = 40,
            LabelSmoothing = 0.05,
            Mixup = 0,
            Optimizer = new OptimizerSettings { LearningRate = 0.01, WarmUpEpochs = 3, AverageDecay = 0.99 },
            Augmentation = new AugmentationSettings
            {
                MinimumCropArea = 0.6,
                AspectRange = 0.15,
                RotationDegrees = 10,
                Brightness = 0.2,
                Contrast = 0.2,
                Saturation = 0.2,
                HueDegrees = 5,
            },
            Seed = session.Seed,
        };
        return session.Threads > 0 ? recipe with { Threads = session.Threads } : recipe;
    }

    private QuantizedRun Quantize(DatasetSplit split)
    {
        Step(3, "quantizing to int8 and planning the memory");
        QuantizedRun quantized = QuantizationWork.Run(RunFolder.Open(folder.Run), split.Train, new QuantizationSettings(Pictures: CalibrationPictures), folder.Model, session);
        DecisionSettings settings = quantized.File.Model.Decision;
        DecisionText.Apply(settings, quantized.File.Model.Labels, $"led-class={LedLabel}");
        EmbFile file = quantized.File.With(settings);
        file.Save(folder.Model);
        ArenaPlot.Save(ModelInspection.Of(file), folder.Arena);
        return quantized with { File = file };
    }

    private (Evaluation Float, Evaluation Int8) Measure(QuantizedRun quantized)
    {
        PictureCache pictures = PictureSet.Load(Dataset.Open(folder.HeldOut), session);
        Step(4, $"measuring on {Numbers.Count(pictures.Samples.Count, "picture")} that training never saw: float, then the integer engine");
        string[] labels = quantized.File.Model.Labels;
        int[] outputs = LabelMapping.Of(quantized.File.Model, pictures.Labels);
        Evaluation whole = PictureEvaluation.Run("float", () => new FloatFrameClassifier(quantized.Graph, ResizeMethod.Area), labels, outputs, pictures, session);
        Evaluation integer = PictureEvaluation.Run("int8", () => new FrameClassifier(quantized.File.Model), labels, outputs, pictures, session);
        ConfusionPlot.Save(integer.Confusion, folder.Confusion);
        return (whole, integer);
    }

    private IReadOnlyList<string> Simulate(EmbFile model)
    {
        Step(5, $"running the unmodified firmware on a virtual {Board}");
        Directory.CreateDirectory(folder.Frames);
        Dataset heldOut = Dataset.Open(folder.HeldOut);
        foreach (IGrouping<int, Sample> samples in heldOut.Samples.GroupBy(sample => sample.Label))
        {
            File.Copy(samples.First().FullPath, Path.Combine(folder.Frames, heldOut.Labels[samples.Key] + ".jpg"), overwrite: true);
        }

        var console = new LineRecorder(TextWriter.Null);
        new VirtualBoard(BoardDescriptor.Load(Board), model.Bytes, new FolderFrames(folder.Frames, FramesPerPicture), console, session.Events).Run(session.Cancellation);
        return console.Lines;
    }

    private void Step(int number, string text) => session.Note($"{number}/{Steps}  {text}");
}
