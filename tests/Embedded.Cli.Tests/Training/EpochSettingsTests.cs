// SPDX-License-Identifier: MIT
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests.Training;

public class EpochSettingsTests
{
    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    [Fact]
    public void SizeOf_Epochs_GrowInTheFirstHalf()
    {
        TrainingRecipe recipe = TrainerTests.Recipe() with { Epochs = 12 };
        recipe = recipe with { Network = recipe.Network with { Size = 96 }, StartSize = 48 };

        Assert.Equal([48, 48, 64, 64, 80, 80, 96, 96, 96, 96, 96, 96], Enumerable.Range(1, 12).Select(recipe.SizeOf));
        Assert.All(Enumerable.Range(1, 12), epoch => Assert.Equal(96, (recipe with { StartSize = null }).SizeOf(epoch)));
        Assert.Equal([90, 96], Enumerable.Range(1, 2).Select((recipe with { Epochs = 2, StartSize = 90 }).SizeOf));
    }

    [Fact]
    public void Run_StoppedBetweenSizes_GoesOnAlike()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe() with { Epochs = 4, StartSize = 32 };
        recipe = recipe with { Network = recipe.Network with { Size = 64 } };
        Trainer.Run(recipe, s_data, folder["whole"], new TrainingOptions());
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { EpochFinished = _ => source.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(recipe, s_data, folder["stopped"], options, source.Token));
        Trainer.Run(recipe, s_data, folder["stopped"], new TrainingOptions { Resume = true });

        TrainerTests.AssertSameRun(folder["whole"], folder["stopped"]);
        Assert.True(File.Exists(RunFolder.Open(folder["whole"]).BestFile));
    }

    [Fact]
    public void Run_KeepLast_KeepsTheLastEpoch()
    {
        using var folder = new TemporaryFolder();

        TrainingResult result = Trainer.Run(TrainerTests.Recipe() with { Epochs = 5, KeepLast = true }, s_data, folder["run"], new TrainingOptions());

        EpochMetrics last = RunFolder.Open(folder["run"]).ReadMetrics()[^1];
        Assert.Equal((5, last.ValidationAccuracy), (result.BestEpoch, result.BestAccuracy));
        Assert.Throws<RecipeException>(() => (TrainerTests.Recipe() with { KeepLast = true, Patience = 3 }).Validate());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(100)]
    public void Validate_StartSizeOutOfRange_Throws(int size) =>
        Assert.Throws<RecipeException>(() => (TrainerTests.Recipe() with { StartSize = size }).Validate());
}
