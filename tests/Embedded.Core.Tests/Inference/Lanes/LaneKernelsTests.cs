// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Embedded.Benchmark;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference.Lanes;

/// <summary>The reference kernels are right; the lane kernels are compared with them.</summary>
public class LaneKernelsTests
{
    private static readonly string s_models = Path.Combine(SharedFolder.Repository, "models");

    [Theory]
    [InlineData(OperatorKind.Conv2D, 1500)]
    [InlineData(OperatorKind.DepthwiseConv2D, 1500)]
    [InlineData(OperatorKind.FullyConnected, 400)]
    [InlineData(OperatorKind.AveragePool2D, 20)]
    [InlineData(OperatorKind.Softmax, 20)]
    [InlineData(OperatorKind.Add, 20)]
    [InlineData(OperatorKind.Mean, 20)]
    [InlineData(OperatorKind.Pad, 20)]
    public void Run_OneOperator_GivesTheBytesOfTheReference(OperatorKind kind, int count)
    {
        for (int seed = 0; seed < count; seed++)
        {
            RandomOperator drawn = RandomOperator.Draw(kind, seed);
            LaneComparison.Run(drawn.Model, drawn.Input, $"{kind} seed {seed}");
        }
    }

    [Fact]
    public void Run_LargeOperators_GivesTheBytesOfTheReference()
    {
        int inLanes = 0;
        int outside = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            LaneCase drawn = LaneCase.Draw(seed);
            bool[] ran = LaneComparison.Run(drawn.Model, drawn.Input, $"seed {seed}");
            inLanes += ran[0] ? 1 : 0;
            outside += ran[0] ? 0 : 1;
        }

        Assert.True(inLanes >= 800 && outside >= 50, $"{inLanes} cases ran in lanes, {outside} in the reference kernels");
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.Conv2D, EmbFormat.InPlaceBackward)]
    [InlineData(OperatorKind.DepthwiseConv2D, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.DepthwiseConv2D, EmbFormat.InPlaceBackward)]
    [InlineData(OperatorKind.DepthwiseConv2D, EmbFormat.InPlaceRows)]
    public void Run_OverTheInput_GivesTheBytesOfTheReference(OperatorKind kind, int mode)
    {
        int overlapping = 0;
        for (int seed = 0; seed < 1200; seed++)
        {
            LaneCase drawn = LaneCase.Draw(seed, kind);
            if (drawn.OverInput(mode) is { } model)
            {
                bool[] ran = LaneComparison.Run(model, drawn.Input, $"{kind} mode {mode} seed {seed}");
                overlapping += ran[0] && model.Input.Offset < model.Output.End && model.Output.Offset < model.Input.End ? 1 : 0;
            }
        }

        Assert.True(overlapping >= 150, $"only {overlapping} cases overlap and run in lanes");
    }

    [Fact]
    public void Run_RandomNetworks_GivesTheBytesOfTheReference()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Compare(RandomGraph.MobileNet(seed, size: 12 + seed % 13, channels: seed % 2 == 0 ? 1 : 3, blocks: 2 + seed % 4), seed);
            Compare(RandomGraph.MobileNetV2(seed, size: 10 + seed % 13, blocks: 2 + seed % 4), seed);
        }

        Compare(RandomGraph.MobileNetV1(1), 1);
    }

    [Fact]
    public void Run_FrozenModels_GivesTheBytesOfTheReference()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(SharedFolder.Repository, "tests", "vectors", "v1"), "*.emb"))
        {
            sbyte[] input = MemoryMarshal.Cast<byte, sbyte>(File.ReadAllBytes(Path.ChangeExtension(path, ".input.bin"))).ToArray();
            LaneComparison.Run(Read(File.ReadAllBytes(path)), input, path);
        }
    }

    /// <summary>Speed cannot vanish unnoticed: every operator with weights of these networks runs in lanes.</summary>
    [Fact]
    public void RunsInLanes_ModelsOfTheRepository_AllOperatorsWithWeights()
    {
        string[] files = Directory.GetFiles(s_models, "*.emb", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => AssertAllInLanes(Read(File.ReadAllBytes(file)), file));
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("person_detect", "person_detect.tflite")]
    [InlineData("keyword_spotting", "kws_ref_model.tflite")]
    [InlineData("mobilenet_v2", "mobilenet_v2_quantized_1x3x224x224.tflite")]
    public void RunsInLanes_GoldenNetworks_AllOperatorsWithWeights(string folder, string network) =>
        AssertAllInLanes(Read(TfLiteImport.Import(TfLiteReader.Load(SharedFolder.Require("golden", folder, network))).ToEmb()), network);

    /// <summary>The network that tests/device/Benchmark measures is a valid one, of the size it claims.</summary>
    [Fact]
    public void RunsInLanes_NetworkOfTheBenchmark_AllOperatorsWithWeights()
    {
        Model model = ModelReader.Read(BenchmarkNetwork.Open());

        Assert.Equal(BenchmarkNetwork.MultiplyAccumulates, model.Operators.Sum(op => OperatorCost.Of(op).MultiplyAccumulates));
        AssertAllInLanes(model, "benchmark");
    }

    [Fact]
    public void Prepare_AnotherModel_RunsThatOne()
    {
        LaneCase first = LaneCase.Draw(1, OperatorKind.Conv2D);
        LaneCase second = LaneCase.Draw(2, OperatorKind.Conv2D);
        var kernels = new LaneKernels();
        _ = new Interpreter(first.Model, kernels);
        var interpreter = new Interpreter(second.Model, kernels);
        second.Input.CopyTo(interpreter.Arena, second.Model.Input.Offset);

        interpreter.Run();

        Operator op = second.Model.Operators[0];
        Assert.Equal(RecordedRun.Of(second.Model, second.Input).Outputs[0], interpreter.Arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray());
    }

    private static void AssertAllInLanes(Model model, string name)
    {
        bool[] ran = LaneComparison.Run(model, RandomBytes.Draw(1, model.Input.Count), name);
        Assert.All(model.Operators.Zip(ran), pair => Assert.Equal(pair.First.Weights != null, pair.Second));
    }

    private static void Compare(QuantizedGraph graph, int seed) =>
        LaneComparison.Run(Read(EmbWriter.Write(graph)), RandomBytes.Draw(seed, graph.Tensors[0].Shape.Count), $"{graph.Operators.Length} operators, seed {seed}");

    private static Model Read(byte[] file) => ModelReader.Read(new SegmentedModel(file));
}
