// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Tests.Training;

/// <summary>Runs that start from a trained network.</summary>
public class TransferRunTests
{
    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    private static readonly NetworkSpec s_trained = new() { Width = 0.1, Size = 32, Classes = 3 };

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void Run_Frozen_ChangesTheClassifierAlone(OptimizerKind kind)
    {
        using var folder = new TemporaryFolder();
        TrainedNetwork initial = RandomNetwork.Initial(s_trained);
        TrainingRecipe recipe = Recipe(initial, freeze: true);
        recipe = recipe with { Optimizer = recipe.Optimizer with { Kind = kind } };
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        using NetworkState start = NetworkTransfer.Start(recipe, plan, initial, s_data.Training, CancellationToken.None);

        Trainer.Run(recipe, s_data with { Initial = initial }, folder["run"], new TrainingOptions());

        Checkpoint last = RunFolder.Open(folder["run"]).LoadLast()!;
        float[] before = start.Trained.data<float>().ToArray();
        float[] statistics = start.Statistics.data<float>().ToArray();
        foreach (string part in new[] { "current/", "average/" })
        {
            foreach (Variable variable in start.Layout.Trained)
            {
                bool same = last.Array(part + variable.Name, variable.Count).AsSpan().SequenceEqual(before.AsSpan(variable.Offset, variable.Count));
                Assert.Equal(!variable.Name.StartsWith("classifier/", StringComparison.Ordinal), same);
            }

            Assert.All(start.Layout.Statistics, variable => Assert.Equal(statistics.AsSpan(variable.Offset, variable.Count).ToArray(), last.Array(part + variable.Name, variable.Count)));
        }
    }

    [Fact]
    public void Run_FineTuned_ChangesEveryLayerAndIsResumedWithoutTheNetwork()
    {
        using var folder = new TemporaryFolder();
        TrainedNetwork initial = RandomNetwork.Initial(s_trained);
        TrainingRecipe recipe = Recipe(initial, freeze: false);
        TrainingData data = s_data with { Initial = initial };
        Trainer.Run(recipe, data, folder["whole"], new TrainingOptions());
        Stop(recipe, data, folder["stopped"], epoch: 1);
        Assert.Equal(0, RunFolder.Open(folder["stopped"]).LoadLast()!.Number("epochs"));
        Trainer.Run(recipe, s_data, folder["stopped"], new TrainingOptions { Resume = true });

        TrainerTests.AssertSameRun(folder["whole"], folder["stopped"]);
        Assert.Equal(recipe.Transfer, RunFolder.Open(folder["whole"]).Recipe.Transfer);
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        using NetworkState start = NetworkTransfer.Start(recipe, plan, initial, s_data.Training, CancellationToken.None);
        float[] before = start.Trained.data<float>().ToArray();
        Checkpoint last = RunFolder.Open(folder["whole"]).LoadLast()!;
        Assert.All(start.Layout.Trained, variable => Assert.NotEqual(before.AsSpan(variable.Offset, variable.Count).ToArray(), last.Array("current/" + variable.Name, variable.Count)));
    }

    [Fact]
    public void Run_FromARunOfOurs_StartsAtItsAccuracy()
    {
        using var folder = new TemporaryFolder();
        TrainingResult trained = Trainer.Run(TrainerTests.Recipe() with { Epochs = 20 }, s_data, folder["trained"], new TrainingOptions());
        TrainedNetwork initial = TrainedNetwork.Load(folder["trained"]);
        Assert.Equal(NetworkSourceKind.Run, initial.Source.Kind);
        Assert.Matches("^[0-9a-f]{8}$", initial.Source.Crc32);
        TrainingRecipe recipe = Recipe(initial, freeze: true) with { Epochs = 1, Optimizer = new OptimizerSettings { LearningRate = 1e-6, WarmUpEpochs = 0 } };
        TrainingResult tuned = Trainer.Run(recipe, s_data with { Initial = initial }, folder["tuned"], new TrainingOptions());
        Assert.Equal(trained.BestAccuracy, tuned.BestAccuracy); // labels are the same, so the classifier was taken over
    }

    [Fact]
    public void Run_StoppedBeforeItsStart_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        TrainedNetwork initial = RandomNetwork.Initial(s_trained);
        TrainingRecipe recipe = Recipe(initial, freeze: false);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(recipe, s_data with { Initial = initial }, folder["run"], new TrainingOptions(), source.Token));
        Assert.False(RunFolder.Exists(folder["run"]));
        Assert.Equal(2, Trainer.Run(recipe, s_data with { Initial = initial }, folder["run"], new TrainingOptions()).Epochs);
    }

    [Fact]
    public void Run_NetworkThatDoesNotFitOrIsMissing_IsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        TrainedNetwork initial = RandomNetwork.Initial(s_trained);
        TrainingRecipe recipe = Recipe(initial, freeze: false);
        Assert.Contains("was not read", Assert.Throws<RecipeException>(() => Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions())).Message);
        recipe = recipe with { Network = recipe.Network with { Width = 0.2 } };
        Assert.Contains("width 0.2", Assert.Throws<RecipeException>(() => Trainer.Run(recipe, s_data with { Initial = initial }, folder["run"], new TrainingOptions())).Message);
        recipe = Recipe(initial, freeze: false) with { Transfer = new TransferSettings { Source = initial.Source, BackboneRate = 0 } };
        Assert.Throws<RecipeException>(() => Trainer.Run(recipe, s_data with { Initial = initial }, folder["run"], new TrainingOptions()));
        Assert.False(Directory.Exists(folder["run"]));
    }

    private static TrainingRecipe Recipe(TrainedNetwork initial, bool freeze) =>
        TrainerTests.Recipe() with { Epochs = 2, Transfer = new TransferSettings { Source = initial.Source, Freeze = freeze } };

    /// <summary>Trains and cancels in the given epoch.</summary>
    private static void Stop(TrainingRecipe recipe, TrainingData data, string folder, int epoch)
    {
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { Progress = new Stopper(source, epoch) };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(recipe, data, folder, options, source.Token));
    }

    private sealed class Stopper(CancellationTokenSource source, int epoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == epoch)
            {
                source.Cancel();
            }
        }
    }
}
