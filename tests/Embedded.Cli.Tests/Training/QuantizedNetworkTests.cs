// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Training.Data;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.QuantizationAware;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Embedded.Cli.Tests.Training;

public class QuantizedNetworkTests
{
    private const int Pictures = 4;

    [Theory]
    [InlineData("mobilenet-v1", 0.25, 33, 3, 1)]
    [InlineData("mobilenet-v1", 0.1, 64, 1, 2)]
    [InlineData("mobilenet-v2", 0.35, 48, 3, 3)]
    [InlineData("mobilenet-v2", 0.1, 33, 1, 4)]
    public void Forward_RandomNetwork_IsTheIntegerEngineInEveryByte(string architecture, double width, int size, int channels, int seed)
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Architecture = architecture, Width = width, Size = size, Channels = channels, Classes = 4 });
        Batch batch = RandomBatch(plan, seed);
        using NetworkState state = Calibrated(plan, batch, seed);

        IReadOnlyList<LayerAgreement> layers = EngineAgreement.Measure(plan, state, batch);

        Assert.Equal(VariableLayout.GridNames(plan), layers.Select(layer => layer.Name));
        Assert.All(layers, layer => Assert.Equal(0, layer.Different));
        Assert.Equal(Pictures * plan.Layers.Sum(layer => (long)layer.Output.Count * (layer.Residual is null ? 1 : 2)), layers.Sum(layer => layer.Values));
    }

    /// <summary>The measure sees what it is there for.</summary>
    [Fact]
    public void Measure_WeightChangedBehindTheTrainingsBack_IsCounted()
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Classes = 3 });
        Batch batch = RandomBatch(plan, 1);
        using NetworkState state = Calibrated(plan, batch, 1);
        using var frozen = no_grad();
        Dictionary<string, sbyte[]> before = EngineAgreement.Forward(plan, state, batch);
        state.Trained[0] = state.Trained[0].item<float>() * -5f;

        IReadOnlyList<LayerAgreement> layers = EngineAgreement.Compare(plan, state, batch, before);

        Assert.True(layers[0].Different > 0);
    }

    /// <summary>
    /// Straight-through gradients point where those of the float network do, as far as the noise of all the roundings lets them: a random
    /// network passes it on from layer to layer.
    /// </summary>
    [Theory]
    [InlineData("mobilenet-v1", "conv0/weights", 0.9)]
    [InlineData("mobilenet-v2", "block16/expand/weights", 0.75)]
    public void Gradients_OfTheWeights_PointWhereTheFloatNetworksDo(string architecture, string first, double atLeast)
    {
        using var scope = NewDisposeScope();
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Architecture = architecture, Width = 0.25, Size = 32, Classes = 4 });
        Batch batch = RandomBatch(plan, 7);
        using NetworkState state = Calibrated(plan, batch, 7);
        var layout = new VariableLayout(plan);
        using NetworkState plain = NetworkState.From(layout, state.Trained.data<float>().ToArray()[..layout.TrainedCount], StatisticsOf(state, layout));
        using var quantized = new QuantizedNetwork(plan, state, 0);
        using var exact = new ConvolutionalNetwork(plan, plain);
        Tensor input = Input(plan, batch);

        Tensor given = quantized.Gradients(Loss(quantized.Train(input, 0, null).Scores))[..layout.TrainedCount];
        Tensor wanted = exact.Gradients(Loss(exact.Forward(input, training: false)));

        Variable start = Array.Find(layout.Trained, variable => variable.Name == first)!;
        (given, wanted) = (given[start.Offset..], wanted[start.Offset..]);
        double cosine = (given.dot(wanted) / (given.norm() * wanted.norm())).item<float>();
        Assert.InRange(cosine, atLeast, 1.0001);

        static Tensor Loss(Tensor scores) => nn.functional.cross_entropy(scores, tensor(new long[] { 0, 1, 2, 3 }));
    }

    /// <summary>LSQ, equation 3: q - v between the bounds, the bound beyond them, times what the loss says of the output.</summary>
    [Fact]
    public void Gradients_OfTheScoresScale_AreThePapers()
    {
        using var scope = NewDisposeScope();
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Classes = 3 });
        Batch batch = RandomBatch(plan, 5);
        using NetworkState state = Calibrated(plan, batch, 5);
        using var network = new QuantizedNetwork(plan, state, 0);
        using var unquantized = new ConvolutionalNetwork(plan, state);
        Variable scale = state.Layout.Trained[^1];
        Assert.Equal("classifier/logScale", scale.Name);

        double given = network.Gradients(network.Train(Input(plan, batch), 0, null).Scores.sum())[scale.Offset].item<float>();

        Tensor scores = network.Train(Input(plan, batch), 0, null).Scores;
        QuantizedGraph graph = QuantizedExport.Build(plan, state);
        QuantizedTensor grid = graph.Tensors[graph.Operators[^2].Output];
        double steps = 0; // of q - v, v before rounding
        int zeroPoint = grid.ZeroPoint;
        double[] real = RealScores(plan, state, batch, graph);
        float[] rounded = scores.data<float>().ToArray();
        for (int at = 0; at < real.Length; at++)
        {
            double v = real[at] / grid.Scale;
            steps += v < -128 - zeroPoint ? -128 - zeroPoint : v > 127 - zeroPoint ? 127 - zeroPoint : (rounded[at] / grid.Scale) - v;
        }

        Assert.Equal(steps * grid.Scale * Math.Log(2), given, 2e-3 * Pictures * grid.Scale * 128); // single precision, sums of up to 255 steps
    }

    [Fact]
    public void Forward_InTheWarmUp_StatisticsFollowTheBatch()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.25, Size = 32, Classes = 4 });
        Batch batch = RandomBatch(plan, 3);
        using NetworkState state = Calibrated(plan, batch, 3);
        using NetworkState before = state.Clone();
        Tensor convolved = empty(0);
        using (var exact = new ConvolutionalNetwork(plan, before) { Convolved = (index, _, output) => convolved = index == 0 ? output.clone() : convolved })
        {
            exact.Forward(Input(plan, batch), training: false);
        }

        using var network = new QuantizedNetwork(plan, state, warmUpSteps: 1);
        network.Train(Input(plan, batch), step: 0, null);
        Tensor after = state.Statistics.clone();
        network.Train(Input(plan, batch), step: 1, null);

        Assert.True(after.equal(state.Statistics).all().item<bool>()); // frozen from the second step on
        (Tensor variance, Tensor mean) = var_mean(convolved, [0, 2, 3]);
        AssertFollows("conv0/mean", mean);
        AssertFollows("conv0/variance", variance);
        Variable grid = Array.Find(state.Layout.Statistics, variable => variable.Name == "conv0/zeroPoint")!;
        Assert.Equal(before.Statistics[grid.Offset].item<float>(), state.Statistics[grid.Offset].item<float>());

        void AssertFollows(string name, Tensor measured)
        {
            Variable variable = Array.Find(state.Layout.Statistics, variable => variable.Name == name)!;
            Tensor old = before.Statistics.narrow(0, variable.Offset, variable.Count);
            Tensor expected = (old * 0.9) + (measured * 0.1);
            double error = (after.narrow(0, variable.Offset, variable.Count) - expected).abs().max().item<float>();
            Assert.InRange(error, 0, 0.01 * measured.abs().max().item<float>()); // weights of the first layer have 8 bits
        }
    }

    [Fact]
    public void Mean_WholePicture_IsTheEnginesAveragePool()
    {
        using var scope = NewDisposeScope();
        float[] values = [1, 2, 2, 2, -1, -2, -2, -2]; // means 1.75 and -1.75; from zero point 3: sums of q are 19 and 5
        Tensor input = tensor(values, [2, 1, 2, 2]);
        Assert.Equal([2f, -2f], IntegerRounding.Mean(input, 3).data<float>().ToArray());
        Assert.Equal([3f, -3f], IntegerRounding.Mean(tensor(new float[] { 2, 3, 2, 3, -2, -3, -2, -3 }, [2, 1, 2, 2]), 0).data<float>().ToArray()); // ties go away from q = 0
    }

    private static Tensor Input(NetworkPlan plan, Batch batch) =>
        ConvolutionalNetwork.ToInput(tensor(batch.Pixels, [Pictures, plan.Input.Height, plan.Input.Width, plan.Input.Channels]), plan.Spec.InputRange);

    /// <summary>The scores before they are rounded: the engine's pooled features times the int8 classifier, in real numbers.</summary>
    private static double[] RealScores(NetworkPlan plan, NetworkState state, Batch batch, QuantizedGraph graph)
    {
        QuantizedOperator classifier = graph.Operators[^2];
        QuantizedTensor pooled = graph.Tensors[classifier.Inputs[0]];
        int features = plan.Features.Channels;
        Variable bias = Array.Find(state.Layout.Trained, variable => variable.Name == "classifier/bias")!;
        float[] biases = state.Trained.narrow(0, bias.Offset, bias.Count).data<float>().ToArray();
        var scores = new double[Pictures * classifier.Bias.Length];
        var model = Embedded.Compiler.Formats.Emb.EmbFile.Parse(Embedded.Compiler.Formats.Emb.EmbWriter.Write(graph)).Model;
        var interpreter = new Interpreter(model, new LaneKernels());
        var pool = new PoolReader(model.Operators.Length - 3);
        interpreter.Observer = pool;
        for (int picture = 0; picture < Pictures; picture++)
        {
            batch.Pixels.AsSpan(picture * plan.Input.Count, plan.Input.Count).CopyTo(interpreter.Arena.AsSpan(model.Input.Offset));
            interpreter.Run();
            for (int label = 0; label < classifier.Bias.Length; label++)
            {
                double sum = biases[label];
                for (int feature = 0; feature < features; feature++)
                {
                    sum += (double)pooled.Scale * (pool.Values[feature] - pooled.ZeroPoint) * classifier.Weights[(label * features) + feature] * classifier.WeightScale(label);
                }

                scores[(picture * classifier.Bias.Length) + label] = sum;
            }
        }

        return scores;
    }

    private static Batch RandomBatch(NetworkPlan plan, int seed)
    {
        var batch = new Batch(new sbyte[Pictures * plan.Input.Count], new long[Pictures]);
        new Random(seed).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(batch.Pixels.AsSpan()));
        return batch;
    }

    private static float[] StatisticsOf(NetworkState state, VariableLayout layout)
    {
        float[] all = state.Statistics.data<float>().ToArray();
        return all[..layout.StatisticsCount];
    }

    /// <summary>A random network with the grids that calibration on the batch gives.</summary>
    private static NetworkState Calibrated(NetworkPlan plan, Batch batch, int seed)
    {
        var plain = new VariableLayout(plan);
        var random = new Random(seed);
        float[] trained = RandomNetwork.Values(plain.Trained, plain.TrainedCount, random);
        float[] statistics = RandomNetwork.Values(plain.Statistics, plain.StatisticsCount, random);
        FloatGraph graph = GraphExport.Build(plan, plain, trained, statistics, []);
        return QuantizedStart.Start(plan, new VariableLayout(plan, hasGrids: true), graph, trained, statistics, [.. batch.Pixels.Chunk(plan.Input.Count)], CancellationToken.None);
    }

    private sealed class PoolReader(int place) : IOperatorObserver
    {
        public sbyte[] Values { get; private set; } = [];

        public void OnOperator(int index, Operator op, sbyte[] arena) =>
            Values = index == place ? arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray() : Values;
    }
}
