// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

public class DistillationTests
{
    /// <summary>Two orders of summing single precision; relative to the largest score.</summary>
    private const double RelativeTolerance = 1e-4;

    private static readonly TrainingData s_data = new(new StripeSamples(70, 1), new StripeSamples(30, 2));

    [Theory]
    [InlineData("mobilenet-v1", 0.25, 33, 3)]
    [InlineData("mobilenet-v2", 0.35, 48, 1)]
    public void Scores_RandomNetwork_AreThoseOfTheExecutor(string architecture, double width, int size, int channels)
    {
        TrainedNetwork network = RandomNetwork.Initial(new NetworkSpec { Architecture = architecture, Width = width, Size = size, Channels = channels, Classes = 4 });
        AssertScores(network.Graph, RandomPixels(network.Graph.Input.Count));
    }

    [Theory]
    [InlineData("pretrained", "mobilenet_v1_0.25_128_quant.tflite")]
    [InlineData("pretrained", "mobilenet_v2_1.0_224_quant.tflite")]
    public void Scores_PublishedNetwork_AreThoseOfTheExecutor(string folder, string file)
    {
        FloatGraph graph = TrainedNetwork.Load(SharedFolder.Require(folder, file)).Graph;
        AssertScores(graph, RandomPixels(graph.Input.Count));
    }

    /// <summary>Hinton et al. 2015: (1 - w) hard + w T^2 KL, the mean over the batch; worked out in double.</summary>
    [Fact]
    public void Loss_OfTwoPictures_IsThePapers()
    {
        using var scope = NewDisposeScope();
        double[][] student = [[1, -2, 0.5], [0, 3, 1]];
        double[][] taught = [[2, 0, -1], [1, 1, 4]];
        var settings = new DistillationSettings { Teachers = [], Weight = 0.6, Temperature = 3 };
        double divergence = student.Zip(taught, (given, wanted) => Divergence(wanted, given, 3)).Average();

        Tensor loss = DistillationLoss.Of(settings, tensor(2f), Scores(student), zeros(2, 1), ((Scores(taught) / 3).softmax(1), zeros(2, 1)));

        Assert.Equal((0.4 * 2) + (0.6 * 9 * divergence), loss.item<float>(), 1e-5); // single precision

        static Tensor Scores(double[][] rows) => tensor(rows.SelectMany(row => row).Select(value => (float)value).ToArray(), [2, 3]);
    }

    [Fact]
    public void Scores_OtherOrderSizeAndRange_AreTheTeachersOwn()
    {
        using var scope = NewDisposeScope();
        FloatGraph graph = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 64, Classes = 2 }, 1, "standing", "lying").Graph with { InputScale = 1f / 255, InputZeroPoint = -128 };
        TrainedNetwork network = RandomNetwork.Initial(graph);
        using var teacher = new Teacher([network], Recipe(network));
        sbyte[] small = [.. Enumerable.Repeat((sbyte)37, 32 * 32 * 3)]; // one colour, so that the size does not matter
        Tensor input = ConvolutionalNetwork.ToInput(tensor(small, [1, 32, 32, 3]), new InputRange());

        float[] scores = teacher.Answer(input).Scores.data<float>().ToArray();

        float[] expected = RandomNetwork.Scores(graph, [.. Enumerable.Repeat((sbyte)37, graph.Input.Count)]);
        AssertClose([expected[1], expected[0]], scores);
    }

    [Fact]
    public void Check_OtherClasses_SaysHowATeacherIsMade()
    {
        TrainedNetwork many = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 9 });
        var e = Assert.Throws<RecipeException>(() => Teacher.Check(many, ["lying", "standing"]));
        Assert.Contains("trained.tflite has 9 classes, which are not the 2 of the pictures", e.Message);
        Assert.Contains("--init trained.tflite --out teacher", e.Message);
        Assert.Throws<RecipeException>(() => Teacher.Check(RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, 1, "lying", "sitting"), ["lying", "standing"]));
    }

    [Fact]
    public void Run_WithATeacher_IsRepeatableAndResumable()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(TrainerTests.Recipe() with { Epochs = 12 }, s_data, folder["teacher"], new TrainingOptions());
        TrainedNetwork network = TrainedNetwork.Load(folder["teacher"]);
        TrainingRecipe recipe = Recipe(network) with { Epochs = 2, Mixup = 0.2 };
        TrainingData data = s_data with { Teachers = [network] };
        Trainer.Run(recipe, data, folder["whole"], new TrainingOptions());
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { EpochFinished = _ => source.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Run(recipe, data, folder["stopped"], options, source.Token));
        Trainer.Run(recipe, data, folder["stopped"], new TrainingOptions { Resume = true });

        TrainerTests.AssertSameRun(folder["whole"], folder["stopped"]);
        Assert.Equal(recipe.Distillation!.Teachers, RunFolder.Open(folder["whole"]).Recipe.Distillation!.Teachers);
        Assert.Contains("was not read", Assert.Throws<RecipeException>(() => Trainer.Run(recipe, s_data, folder["none"], new TrainingOptions())).Message);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0.5, false)]
    public void Step_TeacherAlone_LearnsNothingFromTheLabels(double weight, bool same)
    {
        TrainedNetwork network = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 48, Classes = 2 }, 1, "lying", "standing");
        TrainingRecipe recipe = Recipe(network, weight);
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        sbyte[] pixels = RandomPixels(8 * plan.Input.Count);
        Assert.Equal(same, After([0, 1, 0, 1, 0, 1, 0, 1]).SequenceEqual(After([1, 1, 1, 1, 1, 1, 1, 1])));

        float[] After(long[] labels)
        {
            using var teacher = new Teacher([network], recipe);
            using var step = new TrainingStep(recipe, plan, 10, teacher);
            step.Run(new Batch(pixels, labels), 1, 0, 0);
            return step.Current.Trained.data<float>().ToArray();
        }
    }

    [Fact]
    public void Step_WithATeacher_LeavesNoTensorsBehind()
    {
        TrainedNetwork network = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 48, Classes = 2 }, 1, "lying", "standing");
        TrainingRecipe recipe = Recipe(network);
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        var batch = new Batch(RandomPixels(8 * plan.Input.Count), [0, 1, 0, 1, 0, 1, 0, 1]);
        LifetimeStatistics tensors = DisposeScopeManager.Statistics.TensorStatistics;
        long before = tensors.ThreadTotalLiveCount;
        using (var teacher = new Teacher([network], recipe))
        using (var step = new TrainingStep(recipe, plan, 10, teacher))
        {
            step.Run(batch, 1, 0, 0);
            long afterOne = tensors.ThreadTotalLiveCount;
            step.Run(batch, 1, 1, 1);
            Assert.Equal(afterOne, tensors.ThreadTotalLiveCount);
        }

        Assert.Equal(before, tensors.ThreadTotalLiveCount);
    }

    private static TrainingRecipe Recipe(TrainedNetwork teacher, double weight = 0.7, double temperature = 4) => TrainerTests.Recipe() with
    {
        Distillation = new DistillationSettings { Teachers = [teacher.Source], Weight = weight, Temperature = temperature },
    };

    private static double Divergence(double[] wanted, double[] given, double temperature)
    {
        double[] p = Softmax(wanted, temperature);
        double[] q = Softmax(given, temperature);
        return p.Zip(q, (one, other) => one * Math.Log(one / other)).Sum();
    }

    private static double[] Softmax(double[] scores, double temperature)
    {
        double sum = scores.Sum(score => Math.Exp(score / temperature));
        return [.. scores.Select(score => Math.Exp(score / temperature) / sum)];
    }

    private static void AssertScores(FloatGraph graph, sbyte[] pixels)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var network = new GraphNetwork(graph);
        Tensor input = ConvolutionalNetwork.ToInput(tensor(pixels, [1, graph.Input.Height, graph.Input.Width, graph.Input.Channels]), InputRange.Of(graph));
        AssertClose(RandomNetwork.Scores(graph, pixels), network.Run(input).Scores.data<float>().ToArray());
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        double largest = expected.Max(Math.Abs);
        Assert.True(expected.Max() - expected.Min() > 0.01 * largest, "the scores must differ for the comparison to mean something");
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.InRange(actual[index], expected[index] - (RelativeTolerance * largest), expected[index] + (RelativeTolerance * largest));
        }
    }

    private static sbyte[] RandomPixels(int count)
    {
        var pixels = new sbyte[count];
        new Random(6).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));
        return pixels;
    }
}
