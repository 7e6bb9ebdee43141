// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

/// <summary>What layers cost.</summary>
public class LayerReporterTests
{
    private const int OutlierLayer = 2;
    private const int OutlierChannel = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Report_NetworkWithSums_CostsAreThoseOfRunsThatShareNothing(int seed)
    {
        FloatGraph graph = RandomFloatGraph.MobileNetV2(seed, size: 8);
        sbyte[][] pictures = RandomFloatGraph.Inputs(graph, seed, 5);
        QuantizationResult result = Quantizer.Quantize(graph, pictures, new QuantizerOptions());
        int compared = 0;
        for (int layer = 0; layer < graph.Operators.Length; layer++)
        {
            bool hasCost = graph.Operators[layer].Kind is not (OperatorKind.Pad or OperatorKind.Softmax);
            Assert.Equal(hasCost, result.Layers[layer].CostAlone != null);
            if (hasCost)
            {
                double expected = pictures.Average(picture => DivergenceAlone(graph, result.Graph, layer, picture));
                Assert.Equal(expected, result.Layers[layer].CostAlone!.KlDivergence, expected * 1e-6 + 1e-12); // logarithms of sums, added in another order
                compared++;
            }
        }

        Assert.Equal(11, compared);
    }

    [Fact]
    public void Report_ChannelAThousandTimesAsWide_IsNamedAsTheCostliestLayer()
    {
        FloatGraph even = Unclamped(RandomFloatGraph.MobileNet(1));
        FloatGraph uneven = WithOutlier(even);
        sbyte[][] pictures = RandomFloatGraph.Inputs(even, 1, 24);
        var options = new QuantizerOptions { Observer = "min-max" };
        NetworkReport before = Quantizer.Quantize(even, pictures, options).Report;
        NetworkReport after = Quantizer.Quantize(uneven, pictures, options).Report;
        Assert.Equal("op2", after.Costliest!.Name);
        Assert.Equal(LayerCause.ChannelSpread, after.Costliest.Cause);
        Assert.Equal(OutlierChannel, after.Costliest.Channels.Widest!.Channel);
        Assert.InRange(after.Costliest.Channels.Middle!.Share, 0, 0.01);
        Assert.True(after.Costliest.Channels.Spread > 100 && before.Layers[OutlierLayer].Channels.Spread < 100);
        Assert.True(after.Costliest.CostAlone!.KlDivergence > 20 * before.Layers[OutlierLayer].CostAlone!.KlDivergence);
        Assert.True(after.Costliest.CostAlone.KlDivergence > 0.5 * after.SumAlone);
        Assert.True(after.Whole.KlDivergence > before.Whole.KlDivergence);
    }

    [Fact]
    public void Report_WeightsOfFewSteps_AreTheCause()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        sbyte[][] pictures = RandomFloatGraph.Inputs(graph, 1, 16);
        QuantizedGraph quantized = Quantizer.Quantize(graph, pictures, new QuantizerOptions()).Graph;
        QuantizedOperator op = quantized.Operators[4];
        quantized.Operators[4] = op with { Weights = Array.ConvertAll(op.Weights, weight => (sbyte)(weight / 32 * 32)) };
        NetworkReport report = LayerReporter.Report(graph, quantized, pictures, _ => "learned");
        Assert.Equal("op4", report.Costliest!.Name);
        Assert.Equal(LayerCause.Weights, report.Costliest.Cause);
        Assert.Equal("learned", report.Costliest.Observer);
        Assert.InRange(report.Costliest.WorstChannelDb, 0, 25);
    }

    [Fact]
    public void Report_Repeated_IsTheSame()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(3);
        sbyte[][] pictures = RandomFloatGraph.Inputs(graph, 3, 40);
        QuantizedGraph quantized = Quantizer.Quantize(graph, pictures, new QuantizerOptions()).Graph;
        string first = JsonSerializer.Serialize(LayerReporter.Report(graph, quantized, pictures).Layers.Select(layer => layer with { WorstChannelDb = 0 }));
        string second = JsonSerializer.Serialize(LayerReporter.Report(graph, quantized, pictures).Layers.Select(layer => layer with { WorstChannelDb = 0 }));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Report_ManyPictures_SaysHowManyItUsed()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(3, size: 8);
        var progress = new List<double>();
        QuantizationResult result = Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 3, 100), new QuantizerOptions(), new SameThread(progress));
        Assert.Equal((100, 64), (result.Report.Pictures, result.Report.ComparedPictures));
        Assert.Equal(1, progress.Max());
    }

    [Fact]
    public void Report_AnotherNetwork_IsRefused()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        FloatGraph other = RandomFloatGraph.MobileNetV2(1);
        sbyte[][] pictures = RandomFloatGraph.Inputs(graph, 1, 2);
        QuantizedGraph quantized = Quantizer.Quantize(other, pictures, new QuantizerOptions()).Graph;
        Assert.Contains("other operators", Assert.Throws<ArgumentException>(() => LayerReporter.Report(graph, quantized, pictures)).Message);
    }

    [Fact]
    public void Report_NoPictures_SaysSo()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(1);
        QuantizedGraph quantized = Quantizer.Quantize(graph, RandomFloatGraph.Inputs(graph, 1, 2), new QuantizerOptions()).Graph;
        Assert.Contains("no calibration pictures", Assert.Throws<QuantizationException>(() => LayerReporter.Report(graph, quantized, [])).Message);
    }

    /// <summary>ReLU in place of ReLU6, so that scales can move between layers.</summary>
    private static FloatGraph Unclamped(FloatGraph graph) =>
        graph with { Operators = Array.ConvertAll(graph.Operators, op => op.Activation == Activation.Relu6 ? op with { Activation = Activation.Relu } : op) };

    /// <summary>The same function: a pointwise channel 1024 times as large, and a depthwise filter behind it that takes it back.</summary>
    private static FloatGraph WithOutlier(FloatGraph graph)
    {
        FloatOperator[] operators = [.. graph.Operators.Select(op => op with { Weights = [.. op.Weights], Bias = [.. op.Bias] })];
        FloatOperator wide = operators[OutlierLayer];
        FloatOperator behind = operators[OutlierLayer + 1];
        int filter = wide.Weights.Length / wide.Bias.Length;
        for (int index = 0; index < filter; index++)
        {
            wide.Weights[OutlierChannel * filter + index] *= 1024;
        }

        wide.Bias[OutlierChannel] *= 1024;
        for (int index = OutlierChannel; index < behind.Weights.Length; index += behind.Bias.Length)
        {
            behind.Weights[index] /= 1024;
        }

        return graph with { Operators = operators };
    }

    /// <summary>Divergence of the probabilities with one layer quantized, in an executor of its own.</summary>
    private static double DivergenceAlone(FloatGraph graph, QuantizedGraph quantized, int layer, sbyte[] picture)
    {
        var whole = new FloatExecutor(graph);
        whole.SetInput(picture);
        float[] expected = whole.Run();
        FloatOperator op = graph.Operators[layer];
        FloatOperator rounded = WeightNoise.Rounded(op, quantized.Operators[layer], quantized.Tensors[op.Inputs[0]].Scale);
        var executor = new FloatExecutor(graph with { Operators = [.. graph.Operators.Select((other, index) => index == layer ? rounded : other)] });
        executor.SetInput(picture);
        executor.Run();
        QuantizedTensor output = quantized.Tensors[op.Output];
        var grid = new TensorQuantization(output.Scale, output.ZeroPoint);
        Array.ConvertAll(executor.Tensors[op.Output], value => grid.Dequantize(grid.Quantize(value))).CopyTo(executor.Tensors[op.Output], 0);
        executor.RunFrom(layer + 1);
        double[] before = Probabilities(whole.Tensors[graph.Operators[^1].Inputs[0]]);
        double[] after = Probabilities(executor.Tensors[graph.Operators[^1].Inputs[0]]);
        Assert.Equal(expected.Length, after.Length);
        return before.Zip(after, (wanted, actual) => wanted * Math.Log(wanted / actual)).Sum();
    }

    private static double[] Probabilities(float[] scores)
    {
        double sum = scores.Sum(score => Math.Exp(score));
        return Array.ConvertAll(scores, score => Math.Exp(score) / sum);
    }

    private sealed class SameThread(List<double> values) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (values)
            {
                values.Add(value);
            }
        }
    }
}
