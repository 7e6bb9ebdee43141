// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

public class TeacherScoresTests
{
    /// <summary>Two orders of summing single precision; relative to the largest score.</summary>
    private const double RelativeTolerance = 1e-4;

    private static readonly StripeSamples s_pictures = new(70, 1);
    private static readonly TrainedNetwork s_small = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, 1, "lying", "standing");
    private static readonly TrainedNetwork s_large = Other(RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 64, Classes = 2 }, 2, "standing", "lying"));

    [Fact]
    public void Prepare_TwoTeachers_KeepsTheMeanOfTheirScoresAtTheirOwnSizes()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe(views: 1, s_small, s_large) with { Augmentation = null, Mixup = 0, BatchSize = 10 };
        int[] order = EpochOrder.Shuffled(70, 0, 1);

        float[] scores = TeacherScores.Prepare(recipe, s_pictures, [s_small, s_large], folder["s"]).Of(1, 3, 10);

        int values = scores.Length / 10;
        float[] small = ScoresOf(s_small, order[35]); // place 5 of batch 3
        float[] large = ScoresOf(s_large, order[35]);
        float[] expected = [(small[0] + large[1]) / 2, (small[1] + large[0]) / 2]; // the large one has another order of classes
        double tolerance = RelativeTolerance * expected.Max(Math.Abs);
        Assert.Equal(expected[0], scores[5 * values], tolerance);
        Assert.Equal(expected[1], scores[(5 * values) + 1], tolerance);
        Assert.True(Math.Abs(small[0] - large[1]) > 10 * tolerance, "the teachers must differ for the mean to mean something");
    }

    [Fact]
    public void Answer_TeacherOfTheStudentsSize_IsWhatItSaysOfTheStudentsMixedBatches()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe(views: 2, s_small) with { CutMix = 0.5, Mixup = 1 };
        recipe = recipe with { Network = recipe.Network with { Size = 32 } };
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        var pipeline = new BatchPipeline(s_pictures, recipe.Augmentation, plan.InputSpec, recipe.BatchSize, 2);
        using ITeacher remembered = new RememberedTeacher(TeacherScores.Prepare(recipe, s_pictures, [s_small], folder["s"]), recipe.Distillation!);
        using ITeacher present = new Teacher([s_small], recipe);
        DataView view = recipe.ViewOf(4); // the second view again
        int number = 0;
        foreach (Batch batch in pipeline.Epoch(view, CancellationToken.None))
        {
            Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, 32, 32, 3]);
            Tensor input = PictureMix.Draw(recipe, view, number)!.Pictures(ConvolutionalNetwork.ToInput(pixels, recipe.Network.InputRange)).Mixed;

            Tensor difference = remembered.Answer(view, number, zeros_like(input)).Probabilities - present.Answer(view, number, input).Probabilities;

            Assert.InRange(difference.abs().max().item<float>(), 0, 1e-5); // single precision
            number++;
        }

        Assert.Equal(70 / recipe.BatchSize, number);
    }

    [Fact]
    public void Prepare_StoppedAndCutOff_GoesOnWhereItWas()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe(views: 3, s_small);
        TeacherScores.Prepare(recipe, s_pictures, [s_small], folder["whole"]);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => TeacherScores.Prepare(recipe, s_pictures, [s_small], folder["stopped"], new Stop(stop), stop.Token));
        Assert.True(new FileInfo(folder["stopped"]).Length < new FileInfo(folder["whole"]).Length);
        File.AppendAllText(folder["stopped"], "a view that was cut off");

        TeacherScores.Prepare(recipe, s_pictures, [s_small], folder["stopped"]);

        Assert.Equal(File.ReadAllBytes(folder["whole"]), File.ReadAllBytes(folder["stopped"]));
    }

    [Fact]
    public void Prepare_FileOfSomethingElse_SaysWhat()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = Recipe(views: 1, s_small);
        TeacherScores.Prepare(recipe, s_pictures, [s_small], folder["s"]);
        byte[] before = File.ReadAllBytes(folder["s"]);

        Refuses("said, not large (0badcafe)", Recipe(views: 1, s_large), s_pictures, s_large);
        Refuses("scores of other pictures", recipe, new StripeSamples(70, 2), s_small);
        Refuses("scores of 70 pictures, not 30", recipe, new StripeSamples(30, 1), s_small);
        Refuses("varied with other settings", recipe with { Augmentation = new AugmentationSettings { Flip = false } }, s_pictures, s_small);
        TeacherScores.Prepare(recipe with { Augmentation = recipe.Augmentation! with { CameraProbability = 0.5 } }, s_pictures, [s_small], folder["s"]); // the teacher never sees the camera
        Refuses("mixed with mixup", recipe with { Mixup = 1 }, s_pictures, s_small);
        Refuses("without mirror images", recipe with { Distillation = recipe.Distillation! with { Mirror = true } }, s_pictures, s_small);
        Assert.Equal(before, File.ReadAllBytes(folder["s"]));
        File.WriteAllText(folder["s"], "my notes\n");
        Refuses("holds no teacher's scores", recipe, s_pictures, s_small);
        Assert.Equal("my notes\n", File.ReadAllText(folder["s"]));

        void Refuses(string words, TrainingRecipe other, ISampleSource pictures, TrainedNetwork teacher) =>
            Assert.Contains(words, Assert.Throws<ScoresFileException>(() => TeacherScores.Prepare(other, pictures, [teacher], folder["s"])).Message);
    }

    [Fact]
    public void Alignment_TurnedAndScaledFeatures_IsOne()
    {
        using var scope = NewDisposeScope();
        Tensor features = tensor(new float[] { 1, 2, 4, 3, -1, 0, 2, 2 }, [4, 2]);
        Tensor turned = features.matmul(tensor(new float[] { 0, 3, -3, 0 }, [2, 2]));
        Tensor other = tensor(new float[] { 1, -1, -1, 1 }, [4, 1]);

        Assert.Equal(1, DistillationLoss.Alignment(features, turned).item<float>(), 1e-5); // single precision
        Assert.InRange(DistillationLoss.Alignment(features, other).item<float>(), 0, 0.9);
    }

    [Fact]
    public void Run_WithRememberedScores_LearnsFromTheTeacherAlone()
    {
        using var folder = new TemporaryFolder();
        var pictures = new StripeSamples(200, 1);
        Trainer.Run(TrainerTests.Recipe() with { Epochs = 12 }, new(pictures, new StripeSamples(30, 2)), folder["teacher"], new TrainingOptions());
        TrainedNetwork teacher = TrainedNetwork.Load(folder["teacher"]);
        TrainingRecipe recipe = Recipe(views: 4, teacher) with { Epochs = 12 };
        recipe = recipe with { Distillation = recipe.Distillation! with { Weight = 1, FeatureWeight = 0.5 } };
        Trainer.Run(TrainerTests.Recipe() with { Epochs = 1 }, new(pictures, new StripeSamples(30, 2)), folder["other"], new TrainingOptions());
        Assert.NotEqual(teacher.Source.Crc32, TrainedNetwork.Load(folder["other"]).Source.Crc32);
        TeacherScores scores = TeacherScores.Prepare(recipe, pictures, [teacher], folder["s"]);
        double taught = TeacherScores.Accuracy(recipe, new StripeSamples(30, 2), [teacher]);

        TrainingResult result = Trainer.Run(recipe, new TrainingData(new Mislabelled(pictures), new StripeSamples(30, 2)) { Teachers = [teacher], Scores = scores }, folder["student"], new TrainingOptions());

        Assert.True(taught >= 0.9, $"the teacher knows {taught:P0}");
        Assert.True(result.BestAccuracy >= 0.9, $"the student knows {result.BestAccuracy:P0}");
    }

    private static TrainingRecipe Recipe(int views, params TrainedNetwork[] teachers) => TrainerTests.Recipe() with
    {
        Distillation = new DistillationSettings { Teachers = [.. teachers.Select(teacher => teacher.Source)], Views = views },
    };

    private static TrainedNetwork Other(TrainedNetwork network) => network with { Source = network.Source with { Path = "large", Crc32 = "0badcafe" } };

    private static float[] ScoresOf(TrainedNetwork network, int picture)
    {
        FloatGraph graph = network.Graph;
        var pixels = new sbyte[graph.Input.Count];
        new Preprocessor(graph.InputSpec).Run(s_pictures.Picture(picture), pixels, 0);
        return RandomNetwork.Scores(graph, pixels);
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<TeacherProgress>
    {
        public void Report(TeacherProgress value)
        {
            if (value.View == 2)
            {
                source.Cancel();
            }
        }
    }

    /// <summary>Wrong labels, so that whoever knows the classes has them from the teacher.</summary>
    private sealed class Mislabelled(ISampleSource source) : ISampleSource
    {
        public int Count => source.Count;

        public int Label(int index) => 1 - source.Label(index);

        public Frame Picture(int index) => source.Picture(index);
    }
}
