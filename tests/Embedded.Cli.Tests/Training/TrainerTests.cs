// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    [Fact]
    public void Run_Stripes_AreLearnedAndTheFolderIsComplete()
    {
        using var folder = new TemporaryFolder();
        var seen = new List<EpochMetrics>();
        TrainingRecipe recipe = Recipe() with { Epochs = 25 };
        TrainingResult result = Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions { EpochFinished = seen.Add });

        Assert.Equal(25, result.Epochs);
        Assert.False(result.StoppedEarly);
        Assert.True(result.BestAccuracy >= 0.9, $"accuracy {result.BestAccuracy}");
        Assert.Equal(
            ["best.ckpt", "last.ckpt", "metrics.jsonl", "previous.ckpt", "recipe.json"],
            Directory.GetFiles(folder["run"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        RunFolder run = RunFolder.Open(folder["run"]);
        Assert.Equal(70, run.Recipe.Data.TrainingPictures);
        Assert.Equal(seen, run.ReadMetrics());
        Assert.Equal(Enumerable.Range(1, 25), seen.Select(metrics => metrics.Epoch));
        Assert.Equal(seen.Max(metrics => metrics.ValidationAccuracy), result.BestAccuracy);
    }

    [Fact]
    public void Run_Twice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(Recipe(), s_data, folder["one"], new TrainingOptions());
        Trainer.Run(Recipe(), s_data, folder["two"], new TrainingOptions());
        AssertSameRun(folder["one"], folder["two"]);

        Trainer.Run(Recipe() with { Seed = 2 }, s_data, folder["other"], new TrainingOptions());
        Assert.NotEqual(File.ReadAllBytes(folder["one", "last.ckpt"]), File.ReadAllBytes(folder["other", "last.ckpt"]));
    }

    [Fact]
    public void Run_EarlyStop_EndsWhenPatienceIsOut()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe() with { Epochs = 50, Patience = 3, Optimizer = new OptimizerSettings { LearningRate = 1e-9, WarmUpEpochs = 0, AverageDecay = 0 } };
        TrainingResult result = Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions());
        Assert.True(result.StoppedEarly);
        Assert.Equal(result.BestEpoch + 3, result.Epochs);
        Assert.Equal(result, Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions { Resume = true }));
    }

    [Fact]
    public void Run_HugeLearningRate_DivergesWithAClearMessage()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe() with { Optimizer = new OptimizerSettings { Kind = OptimizerKind.Sgd, LearningRate = 1e30, WarmUpEpochs = 0 } };
        var e = Assert.Throws<TrainingDivergedException>(() => Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions()));
        Assert.Contains("epoch 1", e.Message);
        Assert.Contains("no epoch was finished", e.Message);
        Assert.Null(RunFolder.Open(folder["run"]).LoadLast());
    }

    [Fact]
    public void Run_DamagedPicture_NamesTheCause()
    {
        using var folder = new TemporaryFolder();
        var data = new TrainingData(new FailingSamples(), s_data.Validation);
        var e = Assert.Throws<InvalidOperationException>(() => Trainer.Run(Recipe(), data, folder["run"], new TrainingOptions()));
        Assert.Equal("picture 3 is gone", e.InnerException!.Message);
    }

    [Fact]
    public void Run_Progress_CountsUpToTheEnd()
    {
        using var folder = new TemporaryFolder();
        var reports = new Reports();
        Trainer.Run(Recipe(), s_data, folder["run"], new TrainingOptions { Progress = reports });
        TrainingProgress last = reports.All[^1];
        Assert.Equal((4, 4, 4, 4), (last.Epoch, last.Epochs, last.Batch, last.Batches));
        Assert.Equal(TimeSpan.Zero, last.TimeLeft);
        Assert.True(last.ImagesPerSecond > 0);
    }

    [Fact]
    public void Run_ImpossibleRecipe_IsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe[] recipes =
        [
            Recipe() with { Epochs = 0 },
            Recipe() with { BatchSize = 1 },
            Recipe() with { Labels = ["lying"] },
            Recipe() with { Dropout = 1 },
            Recipe() with { Mixup = -1 },
            Recipe() with { Threads = 0 },
            Recipe() with { Optimizer = new OptimizerSettings { LearningRate = double.NaN } },
            Recipe() with { Augmentation = new AugmentationSettings { MinimumCropArea = 0 } },
            Recipe() with { Network = new NetworkSpec { Width = 3, Classes = 2 } },
        ];
        Assert.All(recipes, recipe => Assert.Throws<RecipeException>(() => Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions())));
        Assert.False(Directory.Exists(folder["run"]));
    }

    internal static TrainingRecipe Recipe() => new()
    {
        Network = new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 },
        Labels = ["lying", "standing"],
        Epochs = 4,
        Mixup = 0,
        BatchSize = 16,
        Augmentation = new AugmentationSettings { MinimumCropArea = 0.7, RotationDegrees = 5 },
        Optimizer = new OptimizerSettings { LearningRate = 0.01, WarmUpEpochs = 1, AverageDecay = 0.8 },
        Threads = 2,
    };

    internal static void AssertSameRun(string expected, string actual)
    {
        foreach (string file in new[] { "last.ckpt", "previous.ckpt", "best.ckpt", "recipe.json" })
        {
            Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))), file);
        }

        string[] Timeless(string run) => RunFolder.Open(run).ReadMetrics().Select(m => (m with { Seconds = 0, ImagesPerSecond = 0 }).ToString()).ToArray();
        Assert.Equal(Timeless(expected), Timeless(actual));
    }

    private sealed class Reports : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value) => All.Add(value);
    }

    private sealed class FailingSamples : ISampleSource
    {
        public int Count => s_data.Training.Count;

        public int Label(int index) => s_data.Training.Label(index);

        public Embedded.Vision.Frame Picture(int index) =>
            index == 3 ? throw new FileNotFoundException("picture 3 is gone") : s_data.Training.Picture(index);
    }
}
