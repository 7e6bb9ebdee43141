// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Optimization;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests.Training;

/// <summary>Interrupted runs end with the bytes of a run that was never stopped.</summary>
public class ResumeTests
{
    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    [Theory]
    [InlineData(OptimizerKind.AdamW, 0, 0)]
    [InlineData(OptimizerKind.Sgd, 0.3, 0.2)]
    public void Resume_AfterCancellingInsideAnEpoch_EndsWithTheSameBytes(OptimizerKind kind, double dropout, double mixup)
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe();
        recipe = recipe with { Dropout = dropout, Mixup = mixup, Optimizer = recipe.Optimizer with { Kind = kind } };
        Trainer.Run(recipe, s_data, folder["whole"], new TrainingOptions());

        RunUntil(recipe, folder["stopped"], epoch: 1);
        Assert.Null(RunFolder.Open(folder["stopped"]).LoadLast());
        RunUntil(recipe, folder["stopped"], epoch: 3);
        Assert.Equal(2, RunFolder.Open(folder["stopped"]).LoadLast()!.Number("epochs"));
        TrainingResult result = Trainer.Run(recipe, s_data, folder["stopped"], new TrainingOptions { Resume = true });

        Assert.Equal(recipe.Epochs, result.Epochs);
        TrainerTests.AssertSameRun(folder["whole"], folder["stopped"]);
    }

    [Fact]
    public void Resume_LastCheckpointCutInHalf_GoesOnFromTheOneBefore()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe();
        Trainer.Run(recipe, s_data, folder["whole"], new TrainingOptions());
        RunUntil(recipe, folder["cut"], epoch: 4);
        byte[] bytes = File.ReadAllBytes(folder["cut", "last.ckpt"]);
        File.WriteAllBytes(folder["cut", "last.ckpt"], bytes[..(bytes.Length / 2)]);

        Assert.Equal(2, RunFolder.Open(folder["cut"]).LoadLast()!.Number("epochs"));
        Trainer.Run(recipe, s_data, folder["cut"], new TrainingOptions { Resume = true });

        TrainerTests.AssertSameRun(folder["whole"], folder["cut"]);
    }

    [Fact]
    public void Resume_BothCheckpointsDamaged_SaysWhichFile()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe();
        Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions());
        File.WriteAllBytes(folder["run", "last.ckpt"], [1, 2, 3]);
        File.WriteAllBytes(folder["run", "previous.ckpt"], []);
        var e = Assert.Throws<RunFolderException>(() => Trainer.Run(recipe, s_data, folder["run"], new TrainingOptions { Resume = true }));
        Assert.Contains(folder["run", "last.ckpt"], e.Message);
    }

    [Fact]
    public void Resume_MetricsWithATornLastLine_AreCutBack()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe();
        Trainer.Run(recipe, s_data, folder["whole"], new TrainingOptions());
        RunUntil(recipe, folder["torn"], epoch: 3);
        File.AppendAllText(folder["torn", "metrics.jsonl"], "{\"epoch\":3,\"lo");
        Trainer.Run(recipe, s_data, folder["torn"], new TrainingOptions { Resume = true });
        TrainerTests.AssertSameRun(folder["whole"], folder["torn"]);
    }

    [Fact]
    public void Resume_FinishedRun_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        TrainingResult first = Trainer.Run(TrainerTests.Recipe(), s_data, folder["run"], new TrainingOptions());
        byte[] before = File.ReadAllBytes(folder["run", "last.ckpt"]);
        Assert.Equal(first, Trainer.Run(TrainerTests.Recipe(), s_data, folder["run"], new TrainingOptions { Resume = true }));
        Assert.Equal(before, File.ReadAllBytes(folder["run", "last.ckpt"]));
    }

    [Fact]
    public void Resume_OtherSettings_AreRefusedByName()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(TrainerTests.Recipe(), s_data, folder["run"], new TrainingOptions());
        TrainingRecipe other = TrainerTests.Recipe() with { BatchSize = 8 };
        var e = Assert.Throws<RunFolderException>(() => Trainer.Run(other, s_data, folder["run"], new TrainingOptions { Resume = true }));
        Assert.Contains("\"batchSize\": 16, not \"batchSize\": 8", e.Message);
    }

    [Fact]
    public void Run_FolderWithARun_IsNotOverwritten()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(TrainerTests.Recipe(), s_data, folder["run"], new TrainingOptions());
        var e = Assert.Throws<RunFolderException>(() => Trainer.Run(TrainerTests.Recipe(), s_data, folder["run"], new TrainingOptions()));
        Assert.Contains("resume", e.Message);
    }

    [Fact]
    public void Run_CheckpointCannotBeWritten_CanBeResumedFromTheOneBefore()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainerTests.Recipe();
        Trainer.Run(recipe, s_data, folder["whole"], new TrainingOptions());
        var options = new TrainingOptions
        {
            EpochFinished = metrics =>
            {
                if (metrics.Epoch == 2)
                {
                    File.Move(folder["full", "last.ckpt"], folder["full", "previous.ckpt"], overwrite: true);
                    Directory.CreateDirectory(folder["full", "last.ckpt"]); // in the way
                }
            },
        };

        var e = Assert.Throws<RunFolderException>(() => Trainer.Run(recipe, s_data, folder["full"], options));

        Assert.Contains("last.ckpt could not be written", e.Message);
        Directory.Delete(folder["full", "last.ckpt"]);
        Assert.Equal(2, RunFolder.Open(folder["full"]).LoadLast()!.Number("epochs"));
        Trainer.Run(recipe, s_data, folder["full"], new TrainingOptions { Resume = true });
        TrainerTests.AssertSameRun(folder["whole"], folder["full"]);
    }

    [Fact]
    public void Open_NoRunOrBrokenRecipe_SaysWhatIsWrong()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no training run", Assert.Throws<RunFolderException>(() => RunFolder.Open(folder["none"])).Message);
        File.WriteAllText(folder["recipe.json"], "{ \"epochs\": ");
        Assert.Contains("recipe.json", Assert.Throws<RunFolderException>(() => RunFolder.Open(folder.FullPath)).Message);
        File.WriteAllText(folder["recipe.json"], "{ \"epochs\": 3 }");
        Assert.Contains("recipe.json", Assert.Throws<RunFolderException>(() => RunFolder.Open(folder.FullPath)).Message);
    }

    /// <summary>Trains and cancels after two batches of the given epoch.</summary>
    private static void RunUntil(TrainingRecipe recipe, string folder, int epoch)
    {
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { Resume = true, Progress = new CancelAt(source, epoch) };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(recipe, s_data, folder, options, source.Token));
    }

    private sealed class CancelAt(CancellationTokenSource source, int epoch) : IProgress<TrainingProgress>
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
