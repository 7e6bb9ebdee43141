// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Tests.Training;

/// <summary>Runs that continue a float run with quantization in the loop.</summary>
public sealed class QuantizationAwareRunTests : IClassFixture<QuantizationAwareRunTests.FloatRun>
{
    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    private readonly RunFolder _floatRun;

    public QuantizationAwareRunTests(FloatRun run)
    {
        _floatRun = run.Folder;
    }

    [Fact]
    public void Run_ContinuedRun_IsMeasuredOnTheIntegerEngineAndIsThatNetwork()
    {
        using var folder = new TemporaryFolder();

        TrainingResult result = Trainer.Run(Recipe(), s_data with { FloatRun = _floatRun }, folder["run"], new TrainingOptions());

        Assert.NotEmpty(result.Agreement);
        Assert.All(result.Agreement, layer => Assert.Equal(0, layer.Different));
        (FloatGraph _, QuantizedGraph best) = QuantizedExport.BestOf(RunFolder.Open(folder["run"]), new QuantizerOptions());
        Assert.Equal(["lying", "standing"], best.Labels);
        var classifier = new FrameClassifier(EmbFile.Parse(EmbWriter.Write(best)).Model);
        int correct = Enumerable.Range(0, s_data.Validation.Count).Count(index => classifier.Run(s_data.Validation.Picture(index)) == s_data.Validation.Label(index));
        Assert.Equal(result.BestAccuracy, (double)correct / s_data.Validation.Count);
    }

    [Fact]
    public void Run_StoppedAndResumed_GivesTheSameCheckpointsWithoutTheFloatRun()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(Recipe(), s_data with { FloatRun = _floatRun }, folder["whole"], new TrainingOptions());
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { EpochFinished = _ => source.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(Recipe(), s_data with { FloatRun = _floatRun }, folder["stopped"], options, source.Token));

        Trainer.Run(Recipe(), s_data, folder["stopped"], new TrainingOptions { Resume = true });

        TrainerTests.AssertSameRun(folder["whole"], folder["stopped"]);
    }

    [Fact]
    public void Start_FirstValues_AreTheFloatNetworksWithCalibratedGrids()
    {
        NetworkPlan plan = Architectures.Plan(_floatRun.Recipe.Network);
        var layout = new VariableLayout(plan);
        (float[] trained, float[] statistics) = SessionState.AverageOf(_floatRun.LoadBest(), layout);

        using NetworkState state = QuantizedStart.Start(Recipe(), _floatRun, s_data.Training, CancellationToken.None);

        float[] all = state.Trained.data<float>().ToArray();
        Assert.Equal(trained, all[..trained.Length]);
        Assert.Equal(statistics, state.Statistics.data<float>().ToArray()[..statistics.Length]);
        Assert.Equal(plan.Layers.Count, all.Length - trained.Length); // one grid a layer
        Assert.All(all[trained.Length..], logScale => Assert.InRange(logScale, -15, 0));
    }

    [Fact]
    public void Run_WhatDoesNotFit_IsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        TrainingData data = s_data with { FloatRun = _floatRun };
        TrainingRecipe recipe = Recipe();

        Refused("was not read", recipe, s_data);
        Refused("another network", recipe with { Network = recipe.Network with { Width = 0.2 } }, data);
        Refused("another network", recipe with { Network = recipe.Network with { Architecture = MobileNetV2.ArchitectureName } }, data);
        Refused("on the classes lying, standing", recipe with { Labels = ["up", "down"] }, data);
        Refused("dropout", recipe with { Dropout = 0.2 }, data);
        Refused("cannot be started from another", recipe with { Transfer = new TransferSettings { Source = recipe.Quantization!.Source } }, data);
        Assert.False(Directory.Exists(folder["run"]));

        void Refused(string sentence, TrainingRecipe refused, TrainingData given) =>
            Assert.Contains(sentence, Assert.Throws<RecipeException>(() => Trainer.Run(refused, given, folder["run"], new TrainingOptions())).Message);
    }

    [Fact]
    public void Run_ContinuingAContinuedRun_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(Recipe() with { Epochs = 1 }, s_data with { FloatRun = _floatRun }, folder["run"], new TrainingOptions());
        var e = Assert.Throws<RecipeException>(() => Trainer.Run(Recipe(), s_data with { FloatRun = RunFolder.Open(folder["run"]) }, folder["again"], new TrainingOptions()));
        Assert.Contains("already", e.Message);
    }

    [Fact]
    public void Run_FarTooLargeLearningRate_StopsAndKeepsTheLastGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe() with { Epochs = 6, Optimizer = new OptimizerSettings { Kind = OptimizerKind.Sgd, LearningRate = 1e25, WarmUpEpochs = 0 } };
        var e = Assert.Throws<TrainingDivergedException>(() => Trainer.Run(recipe, s_data with { FloatRun = _floatRun }, folder["run"], new TrainingOptions()));
        Assert.Contains("learning rate below", e.Message);
        Assert.All(RunFolder.Open(folder["run"]).LoadLast()!.Array("average/conv0/weights", 216), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void BestOf_FloatRun_IsRefused() =>
        Assert.Contains("calibrated", Assert.Throws<RunFolderException>(() => QuantizedExport.BestOf(_floatRun, new QuantizerOptions())).Message);

    private TrainingRecipe Recipe() => TrainerTests.Recipe() with
    {
        Epochs = 3,
        Optimizer = new OptimizerSettings { LearningRate = 0.001, WarmUpEpochs = 1, AverageDecay = 0.8 },
        Quantization = new QuantizationAwareSettings { Source = new NetworkSource { Path = _floatRun.FullPath, Kind = NetworkSourceKind.Run, Crc32 = "00000000" }, CalibrationPictures = 32 },
    };

    /// <summary>A float run of a few epochs, for all tests.</summary>
    public sealed class FloatRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public FloatRun()
        {
            Trainer.Run(TrainerTests.Recipe() with { Epochs = 8 }, s_data, _folder["float"], new TrainingOptions());
            Folder = RunFolder.Open(_folder["float"]);
        }

        public RunFolder Folder { get; }

        public void Dispose() => _folder.Dispose();
    }
}
