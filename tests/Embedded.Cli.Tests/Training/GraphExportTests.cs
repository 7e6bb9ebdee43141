// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

/// <summary>The graph's own C# loops against libtorch, on networks whose variables and statistics are all random.</summary>
public class GraphExportTests
{
    /// <summary>Two orders of summing single precision over 27 layers; relative to the largest score.</summary>
    private const double RelativeTolerance = 1e-4;

    [Theory]
    [InlineData("mobilenet-v1", 0.25, 96, 3)]
    [InlineData("mobilenet-v1", 0.1, 32, 1)]
    [InlineData("mobilenet-v1", 0.25, 112, 3)] // 7 x 7 before the last stride: an odd side
    [InlineData("mobilenet-v1", 0.35, 71, 1)] // odd from the start
    [InlineData("mobilenet-v2", 0.35, 96, 3)]
    [InlineData("mobilenet-v2", 0.1, 33, 1)]
    public void Build_RandomNetwork_ScoresLikeLibTorch(string architecture, double width, int size, int channels)
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Architecture = architecture, Width = width, Size = size, Channels = channels, Classes = 4 });
        var layout = new VariableLayout(plan);
        var random = new Random(size);
        float[] trained = RandomNetwork.Values(layout.Trained, layout.TrainedCount, random);
        float[] statistics = RandomNetwork.Values(layout.Statistics, layout.StatisticsCount, random);
        var pixels = new sbyte[plan.Input.Count];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));

        var executor = new FloatExecutor(GraphExport.Build(plan, layout, trained, statistics, ["a", "b", "c", "d"]));
        executor.SetInput(pixels);
        executor.Run();
        float[] scores = executor.Tensors[^2];

        using NetworkState state = NetworkState.From(layout, trained, statistics);
        float[] expected = RandomNetwork.Scores(plan, state, pixels);
        double largest = expected.Max(Math.Abs);
        Assert.True(expected.Max() - expected.Min() > 0.01 * largest, "the scores must differ for the comparison to mean something");
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.InRange(scores[index], expected[index] - (RelativeTolerance * largest), expected[index] + (RelativeTolerance * largest));
        }
    }

    [Fact]
    public void Build_OtherInputRange_ScoresLikeLibTorch()
    {
        var range = new InputRange { Scale = 1f / 255, ZeroPoint = -128 };
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2, InputRange = range });
        var layout = new VariableLayout(plan);
        var random = new Random(4);
        float[] trained = RandomNetwork.Values(layout.Trained, layout.TrainedCount, random);
        float[] statistics = RandomNetwork.Values(layout.Statistics, layout.StatisticsCount, random);
        FloatGraph graph = GraphExport.Build(plan, layout, trained, statistics, ["a", "b"]);
        var pixels = new sbyte[plan.Input.Count];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));

        using NetworkState state = NetworkState.From(layout, trained, statistics);
        float[] expected = RandomNetwork.Scores(plan, state, pixels);
        float[] actual = RandomNetwork.Scores(graph, pixels);

        Assert.Equal(range, InputRange.Of(graph));
        double tolerance = RelativeTolerance * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }

    [Fact]
    public void Build_SameShapes_AsThePlan()
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Classes = 5 });
        var layout = new VariableLayout(plan);
        FloatGraph graph = GraphExport.Build(plan, layout, new float[layout.TrainedCount], new float[layout.StatisticsCount], ["a", "b", "c", "d", "e"]);
        Assert.Equal(plan.Layers.Count + 2, graph.Operators.Length); // pool and softmax
        Assert.Equal(plan.Parameters, graph.Operators.Sum(op => (long)op.Weights.Length + op.Bias.Length));
        Assert.Equal(new TensorShape(96, 96, 3), graph.Input);
        Assert.Equal(new TensorShape(1, 1, 5), graph.Tensors[graph.Output]);
        Assert.Equal(1f / 128, graph.InputScale);
    }

    [Fact]
    public void BestOf_ATrainedRun_ClassifiesAsTheTrainerMeasured()
    {
        using var folder = new TemporaryFolder();
        var validation = new StripeSamples(30, 2);
        TrainingRecipe recipe = TrainerTests.Recipe() with { Epochs = 10 };
        TrainingResult result = Trainer.Run(recipe, new TrainingData(new StripeSamples(70, 1), validation), folder["run"], new TrainingOptions());

        FloatGraph graph = GraphExport.BestOf(RunFolder.Open(folder["run"]));

        var preprocessor = new Preprocessor(new InputSpec(32, 32, 3, ResizeMethod.Area, null!));
        var executor = new FloatExecutor(graph);
        var tensor = new sbyte[graph.Input.Count];
        int correct = 0;
        for (int index = 0; index < validation.Count; index++)
        {
            preprocessor.Run(validation.Picture(index), tensor, 0);
            executor.SetInput(tensor);
            float[] probabilities = executor.Run();
            correct += probabilities[validation.Label(index)] == probabilities.Max() ? 1 : 0;
        }

        Assert.Equal(recipe.Labels, graph.Labels);
        Assert.Equal(result.BestAccuracy, (double)correct / validation.Count);
    }

    [Fact]
    public void BestOf_DamagedCheckpoint_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(TrainerTests.Recipe() with { Epochs = 1 }, new TrainingData(new StripeSamples(20, 1), new StripeSamples(6, 2)), folder["run"], new TrainingOptions());
        byte[] bytes = File.ReadAllBytes(folder["run", "best.ckpt"]);
        File.WriteAllBytes(folder["run", "best.ckpt"], bytes[..^1]);
        var e = Assert.Throws<RunFolderException>(() => GraphExport.BestOf(RunFolder.Open(folder["run"])));
        Assert.Contains("best.ckpt", e.Message);
    }
}
