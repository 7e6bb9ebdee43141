// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

public class QuantizerTests
{
    private const double ProbabilityTolerance = 0.06; // of int8 against float on random, hence badly separated, networks

    [Theory]
    [InlineData("auto", false)]
    [InlineData("min-max", false)]
    [InlineData("percentile", false)]
    [InlineData("mse", false)]
    [InlineData("auto", true)]
    [InlineData("min-max", true)]
    public void Quantize_RandomNetworks_PredictsWhatFloatPredicts(string observer, bool isResidual)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(seed) : RandomFloatGraph.MobileNet(seed);
            sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 24);
            QuantizationResult result = Quantizer.Quantize(graph, inputs, new QuantizerOptions { Observer = observer });
            var interpreter = new Interpreter(EmbFile.Parse(EmbWriter.Write(result.Graph)).Model, new ReferenceKernels());
            var executor = new FloatExecutor(graph);
            foreach (sbyte[] input in inputs)
            {
                executor.SetInput(input);
                float[] expected = executor.Run();
                input.CopyTo(interpreter.Arena, interpreter.Model.Input.Offset);
                interpreter.Run();
                for (int index = 0; index < expected.Length; index++)
                {
                    double actual = (interpreter.Arena[interpreter.Model.Output.Offset + index] + 128) / 256.0;
                    Assert.InRange(actual, expected[index] - ProbabilityTolerance, expected[index] + ProbabilityTolerance);
                }
            }
        }
    }

    [Fact]
    public void Quantize_NetworkWithSums_GivesSumsAndMeansGridsOfTheirOwnAndPadsTheirInputs()
    {
        FloatGraph graph = RandomFloatGraph.MobileNetV2(2);
        QuantizationResult result = Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 2, 16), new QuantizerOptions());
        foreach ((QuantizedOperator op, LayerReport layer) in result.Graph.Operators.Zip(result.Layers))
        {
            (float, int) input = (result.Graph.Tensors[op.Inputs[0]].Scale, result.Graph.Tensors[op.Inputs[0]].ZeroPoint);
            if (op.Kind is OperatorKind.Pad or OperatorKind.Add or OperatorKind.Mean)
            {
                Assert.Equal(op.Kind == OperatorKind.Pad, input == (result.Graph.Tensors[op.Output].Scale, result.Graph.Tensors[op.Output].ZeroPoint));
            }

            Assert.Equal(op.Kind is OperatorKind.Pad or OperatorKind.Softmax, layer.Observer == "-");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Quantize_Network_ReportsEveryLayerWithPlausibleNoise(bool isResidual)
    {
        FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(1) : RandomFloatGraph.MobileNet(1);
        LayerReport[] layers = Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 24), new QuantizerOptions()).Layers;
        Assert.Equal(graph.Operators.Length, layers.Length);
        Assert.All(layers.Zip(graph.Operators), pair => Assert.InRange(pair.First.SignalToNoiseDb, 20, pair.Second.Kind == OperatorKind.Pad ? 200 : 70)); // 8 bits carry about 50 dB at best; a pad loses nothing
        Assert.All(layers.Zip(graph.Operators), pair => Assert.Equal(pair.Second.Weights.Length > 0, pair.First.WorstChannel >= 0));
    }

    [Fact]
    public void Quantize_ChannelWithTinyWeightsAndLargeBias_KeepsTheBias()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(3);
        FloatOperator first = graph.Operators[0];
        for (int index = 0; index < 27; index++)
        {
            first.Weights[index] = 1e-9f;
        }

        first.Bias[0] = 2f;
        QuantizedGraph quantized = Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 8), new QuantizerOptions()).Graph;
        QuantizedOperator op = quantized.Operators[0];
        double bias = (double)quantized.Tensors[0].Scale * op.WeightScales[0] * op.Bias[0];
        Assert.InRange(bias, 1.999, 2.001);
    }

    [Fact]
    public void Quantize_NoPictures_SaysSo()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        QuantizationException exception = Assert.Throws<QuantizationException>(() => Quantizer.Quantize(graph, Array.Empty<sbyte[]>(), new QuantizerOptions()));
        Assert.Contains("no calibration pictures", exception.Message);
    }

    [Fact]
    public void Quantize_PicturesOfAnotherChannelCount_SaysSo()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        QuantizationException exception = Assert.Throws<QuantizationException>(() => Quantizer.Quantize(graph, [new sbyte[16 * 16]], new QuantizerOptions()));
        Assert.Contains("256 values", exception.Message);
    }

    [Fact]
    public void Quantize_UnknownObserver_ListsTheKnownOnes()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        var options = new QuantizerOptions { Observer = "best" };
        QuantizationException exception = Assert.Throws<QuantizationException>(() => Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 2), options));
        Assert.Contains("min-max", exception.Message);
    }

    [Fact]
    public void Quantize_InfiniteWeights_SaysThatTrainingDiverged()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        graph.Operators[6].Weights[0] = float.NaN;
        QuantizationException exception = Assert.Throws<QuantizationException>(() => Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 2), new QuantizerOptions()));
        Assert.Contains("diverged", exception.Message);
    }

    [Fact]
    public void Quantize_Cancelled_Stops()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 2), new QuantizerOptions(), null, cancelled));
    }
}
