// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Transfer;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

/// <summary>Starting from a trained network, before the first step.</summary>
public class TransferTests
{
    /// <summary>Single precision through 27 layers with scaled filters; relative to the largest feature.</summary>
    private const double RelativeTolerance = 1e-4;

    /// <summary>Training mode normalizes by the batch's statistics, which with all measured pictures in the batch are the same numbers.</summary>
    private const double TrainingTolerance = 1e-3;

    private static readonly StripeSamples s_pictures = new(24, 1);

    [Theory]
    [InlineData("mobilenet-v1", 0.25, 32, 48)]
    [InlineData("mobilenet-v1", 0.1, 64, 33)]
    [InlineData("mobilenet-v2", 0.35, 64, 33)]
    public void Start_EqualWidth_ComputesWhatTheTrainedNetworkDoes(string architecture, double width, int trainedSize, int size)
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Architecture = architecture, Width = width, Size = trainedSize, Classes = 3 });
        NetworkSpec spec = new() { Architecture = architecture, Width = width, Size = size, Classes = 2 };

        using NetworkState state = Start(spec, initial, out NetworkPlan plan);

        AssertSame(At(initial, plan), plan, state, spec.InputRange);
    }

    [Fact]
    public void Start_EqualWidth_ComputesAboutTheSameWithTheStatisticsOfABatch()
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 3 });
        using NetworkState state = Start(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial, out NetworkPlan plan);
        sbyte[] pixels = [.. Enumerable.Range(0, s_pictures.Count).SelectMany(index => Pixels(plan, index))];

        float[] inference = RandomNetwork.Features(plan, state, pixels);
        float[] training = RandomNetwork.Features(plan, state, pixels, training: true);

        AssertClose(inference, training, TrainingTolerance);
    }

    [Fact]
    public void Start_Filters_HaveTheLengthOfNewOnes()
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 3 });
        using NetworkState state = Start(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial, out NetworkPlan plan);
        float[] trained = state.Trained.data<float>().ToArray();
        foreach (Variable variable in state.Layout.Trained.Where(v => v.Shape.Length == 4 && !v.Name.StartsWith("classifier", StringComparison.Ordinal)))
        {
            int length = variable.Count / variable.Shape[0];
            double squares = trained.AsSpan(variable.Offset, length).ToArray().Sum(weight => (double)weight * weight);
            Assert.Equal(2, squares, 1e-4);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Start_Classifier_IsTakenOverForTheSameLabelsOnly(bool same)
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, 1, "a", same ? "b" : "c");
        using NetworkState state = Start(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial, out _);
        float[] classifier = state.Trained.data<float>().ToArray()[state.Layout.BackboneCount..];
        float[] trained = [.. initial.Graph.Operators[^2].Weights, .. initial.Graph.Operators[^2].Bias];
        Assert.Equal(same, trained.SequenceEqual(classifier));
        Assert.NotEqual(0, classifier[0]);
    }

    [Fact]
    public void Start_GreyFromColour_ComputesTheSameOnGreyPictures()
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 });
        using NetworkState state = Start(new NetworkSpec { Width = 0.1, Size = 32, Channels = 1, Classes = 2 }, initial, out NetworkPlan plan);
        sbyte[] grey = RandomPixels(plan.Input.Count);
        AssertClose(RandomNetwork.Features(initial.Graph, [.. grey.SelectMany(pixel => Enumerable.Repeat(pixel, 3))]), RandomNetwork.Features(plan, state, grey), RelativeTolerance);
    }

    [Fact]
    public void Start_ColourFromGrey_ComputesTheSameOnGreyPictures()
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Channels = 1, Classes = 2 });
        using NetworkState state = Start(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial, out NetworkPlan plan);
        sbyte[] grey = RandomPixels(plan.Input.Count / 3);
        AssertClose(RandomNetwork.Features(initial.Graph, grey), RandomNetwork.Features(plan, state, [.. grey.SelectMany(pixel => Enumerable.Repeat(pixel, 3))]), RelativeTolerance);
    }

    /// <summary>As TensorFlow writes them: the first convolution of a grey network as a depthwise one, the classifier fully connected.</summary>
    [Fact]
    public void Start_OperatorsByOtherNames_AreTheSameLayers()
    {
        var spec = new NetworkSpec { Width = 0.1, Size = 32, Channels = 1, Classes = 2 };
        TrainedNetwork initial = RandomNetwork.Initial(spec, 1, "a", "b");
        FloatOperator[] operators = [.. initial.Graph.Operators];
        FloatOperator first = operators[0];
        int channels = first.Bias.Length;
        operators[0] = first with
        {
            Kind = OperatorKind.DepthwiseConv2D,
            DepthMultiplier = channels,
            Weights = [.. Enumerable.Range(0, first.Weights.Length).Select(index => first.Weights[(index % channels * 9) + (index / channels)])],
        };
        operators[^2] = operators[^2] with { Kind = OperatorKind.FullyConnected };
        TrainedNetwork renamed = RandomNetwork.Initial(initial.Graph with { Operators = operators });
        sbyte[] pixels = RandomPixels(initial.Graph.Input.Count);
        AssertClose(RandomNetwork.Features(initial.Graph, pixels), RandomNetwork.Features(renamed.Graph, pixels), RelativeTolerance);
        using NetworkState expected = Start(spec, initial, out _);
        using NetworkState actual = Start(spec, renamed, out _);
        Assert.Equal(expected.Trained.data<float>().ToArray(), actual.Trained.data<float>().ToArray());
    }

    [Theory]
    [InlineData(1f / 255, -128)]
    [InlineData(1f, -128)]
    public void Start_RangeWithADistantZero_IsKept(float scale, int zeroPoint)
    {
        TrainedNetwork initial = WithRange(scale, zeroPoint);
        NetworkSpec spec = NetworkTransfer.Adapt(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial);
        Assert.Equal(new InputRange { Scale = scale, ZeroPoint = zeroPoint }, spec.InputRange);
        using NetworkState state = Start(spec, initial, out NetworkPlan plan);
        AssertSame(initial, plan, state, spec.InputRange);
    }

    [Theory]
    [InlineData(1f / 127.5f, 0)]
    [InlineData(1f / 64, 0)]
    public void Start_RangeOfAnotherScale_IsFoldedIntoTheFirstConvolution(float scale, int zeroPoint)
    {
        TrainedNetwork initial = WithRange(scale, zeroPoint);
        NetworkSpec spec = NetworkTransfer.Adapt(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, initial);
        Assert.Equal(new InputRange(), spec.InputRange);
        using NetworkState state = Start(spec, initial, out NetworkPlan plan);
        AssertSame(initial, plan, state, spec.InputRange);
    }

    /// <summary>pixel/127.5 - 1 rounded to a zero point of -1: the border is 1/128 darker than the padding it was trained with, the inside is exact.</summary>
    [Fact]
    public void Apply_RangeWithANearZero_IsExactInside()
    {
        var random = new Random(3);
        var window = new Window(3, 3, 2, 2, 0, 0, 1, 1);
        float[] weights = [.. Enumerable.Range(0, 4 * 27).Select(_ => (float)(random.NextDouble() - 0.5))];
        var layer = new SourceLayer(LayerKind.Convolution, window, 3, 4, weights, [1, 2, 3, 4], Activation.Relu6);
        var range = new InputRange { Scale = 1 / 127.5f, ZeroPoint = -1 };
        SourceLayer converted = InputConversion.Apply(layer, range, new NetworkSpec { Classes = 2 }, "trained.tflite");
        sbyte[] patch = RandomPixels(27);
        for (int channel = 0; channel < 4; channel++)
        {
            double before = layer.Bias[channel] + Enumerable.Range(0, 27).Sum(index => layer.Weights[(channel * 27) + index] * range.Scale * (patch[index] + 1.0));
            double after = converted.Bias[channel] + Enumerable.Range(0, 27).Sum(index => converted.Weights[(channel * 27) + index] * patch[index] / 128.0);
            Assert.Equal(before, after, 1e-5);
        }
    }

    [Theory]
    [InlineData("mobilenet-v1", 0.2, 0.1)]
    [InlineData("mobilenet-v2", 0.5, 0.35)]
    public void Start_Narrower_HasTheStatisticsOfItsOwnChannels(string architecture, double trainedWidth, double width)
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Architecture = architecture, Width = trainedWidth, Size = 32, Classes = 2 });
        using NetworkState state = Start(new NetworkSpec { Architecture = architecture, Width = width, Size = 32, Classes = 2 }, initial, out NetworkPlan plan);
        sbyte[] pixels = [.. Enumerable.Range(0, s_pictures.Count).SelectMany(index => Pixels(plan, index))];
        float[] inference = RandomNetwork.Features(plan, state, pixels);
        float[] training = RandomNetwork.Features(plan, state, pixels, training: true);
        AssertClose(inference, training, TrainingTolerance);
    }

    /// <summary>
    /// Half of the channels are noise that only noise reads. Some of the other half never change, and are dropped too; what they added
    /// is made up for.
    /// </summary>
    [Theory]
    [InlineData("mobilenet-v1", 0.25)]
    [InlineData("mobilenet-v2", 0.35)]
    public void Start_Narrower_WithChannelsThatNothingReads_ComputesTheSame(string architecture, double width)
    {
        var spec = new NetworkSpec { Architecture = architecture, Width = width, Size = 32, Classes = 2 };
        TrainedNetwork narrow = RandomNetwork.Initial(spec, 1, "a", "b");
        TrainedNetwork wide = RandomNetwork.Initial(Padding.Twice(narrow.Graph, new Random(8)));
        using NetworkState state = Start(spec, wide, out NetworkPlan plan);
        for (int picture = 0; picture < 3; picture++)
        {
            sbyte[] pixels = Pixels(plan, picture);
            AssertClose(RandomNetwork.Scores(narrow.Graph, pixels), RandomNetwork.Scores(plan, state, pixels), RelativeTolerance);
        }
    }

    [Fact]
    public void Check_NarrowerNetwork_NamesWidthsAndLayer()
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.25, Size = 32, Classes = 2 });
        var e = Assert.Throws<RecipeException>(() => NetworkTransfer.Check(new NetworkSpec { Width = 0.5, Size = 32, Classes = 2 }, initial));
        Assert.Contains("width 0.5 cannot be started from trained.tflite, which is of width 0.25: layer conv0 needs 16 channels and has 8", e.Message);
    }

    [Fact]
    public void Check_OtherNetwork_NamesTheFirstLayerThatDiffers()
    {
        FloatGraph graph = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }).Graph;
        FloatOperator[] operators = [.. graph.Operators];
        operators[3] = operators[3] with { Window = operators[3].Window with { StrideX = 1, StrideY = 1 } };
        var e = Assert.Throws<RecipeException>(() => NetworkTransfer.Check(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, RandomNetwork.Initial(graph with { Operators = operators })));
        Assert.Contains("its layer 4 is a 3x3 depthwise layer with stride 1 and Relu6 where block2/depthwise is a 3x3 depthwise layer with stride 2", e.Message);

        e = Assert.Throws<RecipeException>(() => NetworkTransfer.Check(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, RandomNetwork.Initial(graph with { Operators = operators[..9] })));
        Assert.Contains("has 9 layers with weights and mobilenet-v1 has 28", e.Message);

        TrainedNetwork second = RandomNetwork.Initial(new NetworkSpec { Architecture = "mobilenet-v2", Width = 0.1, Size = 32, Classes = 2 });
        e = Assert.Throws<RecipeException>(() => NetworkTransfer.Check(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, second));
        Assert.Contains("it looks like mobilenet-v2", e.Message);
    }

    private static NetworkState Start(NetworkSpec spec, TrainedNetwork initial, out NetworkPlan plan)
    {
        plan = Architectures.Plan(spec);
        var recipe = new TrainingRecipe { Network = spec, Labels = ["a", "b"], Threads = 2 };
        return NetworkTransfer.Start(recipe, plan, initial, s_pictures, CancellationToken.None);
    }

    private static TrainedNetwork WithRange(float scale, int zeroPoint)
    {
        TrainedNetwork initial = RandomNetwork.Initial(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 });
        return RandomNetwork.Initial(initial.Graph with { InputScale = scale, InputZeroPoint = zeroPoint });
    }

    /// <summary>The trained network rebuilt for the plan's input size.</summary>
    private static TrainedNetwork At(TrainedNetwork initial, NetworkPlan plan)
    {
        FloatGraph other = RandomNetwork.Initial(plan.Spec).Graph;
        FloatOperator[] operators = [.. initial.Graph.Operators.Zip(other.Operators, (op, sized) => op with { Window = sized.Window })];
        TensorShape[] tensors = [.. initial.Graph.Tensors.Zip(other.Tensors, (shape, sized) => sized with { Channels = shape.Channels })];
        return RandomNetwork.Initial(initial.Graph with { Operators = operators, Tensors = tensors });
    }

    private static void AssertSame(TrainedNetwork expected, NetworkPlan plan, NetworkState state, InputRange range)
    {
        Assert.Equal(range, plan.Spec.InputRange);
        for (int picture = 0; picture < 3; picture++)
        {
            sbyte[] pixels = Pixels(plan, picture);
            AssertClose(RandomNetwork.Features(expected.Graph, pixels), RandomNetwork.Features(plan, state, pixels), RelativeTolerance);
        }
    }

    private static void AssertClose(float[] expected, float[] actual, double relative)
    {
        double tolerance = relative * expected.Max(Math.Abs);
        Assert.True(expected.Max() - expected.Min() > 100 * tolerance, "the values must differ for the comparison to mean something");
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.InRange(actual[index], expected[index] - tolerance, expected[index] + tolerance);
        }
    }

    private static sbyte[] Pixels(NetworkPlan plan, int index)
    {
        var pixels = new sbyte[plan.Input.Count];
        new Preprocessor(new InputSpec(plan.Input.Height, plan.Input.Width, plan.Input.Channels, ResizeMethod.Area, null!)).Run(s_pictures.Picture(index), pixels, 0);
        return pixels;
    }

    private static sbyte[] RandomPixels(int count)
    {
        var pixels = new sbyte[count];
        new Random(6).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));
        return pixels;
    }
}
