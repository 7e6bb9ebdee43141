// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization.Methods;

public class LayerwiseCorrectionTests
{
    /// <summary>On pictures that did not calibrate, each method comes nearer to the float network than nearest rounding.</summary>
    [Theory]
    [InlineData(QuantizationMethods.BiasCorrection, false)]
    [InlineData(QuantizationMethods.BiasCorrection, true)]
    [InlineData(QuantizationMethods.AdaptiveRounding, false)]
    [InlineData(QuantizationMethods.AdaptiveRounding, true)]
    public void Quantize_WithCorrection_DivergesLess(QuantizationMethods methods, bool isResidual)
    {
        double plain = 0;
        double corrected = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(seed) : RandomFloatGraph.MobileNet(seed);
            sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 64);
            var scorer = new NetworkScorer(graph, RandomFloatGraph.Inputs(graph, seed + 100, 64), null);
            var options = new QuantizerOptions { Observer = "min-max" };
            plain += scorer.Score(Quantizer.Quantize(graph, inputs, options).Graph).Divergence;
            corrected += scorer.Score(Quantizer.Quantize(graph, inputs, options with { Methods = methods }).Graph).Divergence;
        }

        Assert.True(corrected < plain, $"{corrected} instead of {plain}");
    }

    [Fact]
    public void Quantize_WithAdaptiveRounding_MovesNoWeightByMoreThanAStep()
    {
        FloatGraph graph = RandomFloatGraph.MobileNetV2(3);
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 3, 16);
        var options = new QuantizerOptions { Observer = "min-max" };
        QuantizedGraph plain = Quantizer.Quantize(graph, inputs, options).Graph;
        QuantizedGraph rounded = Quantizer.Quantize(graph, inputs, options with { Methods = QuantizationMethods.AdaptiveRounding }).Graph;
        int moved = 0;
        foreach ((QuantizedOperator one, QuantizedOperator other) in plain.Operators.Zip(rounded.Operators))
        {
            Assert.Equal(one.WeightScales, other.WeightScales);
            int[] steps = [.. one.Weights.Zip(other.Weights, (before, after) => Math.Abs(before - after))];
            Assert.All(steps, step => Assert.InRange(step, 0, 1));
            moved += steps.Sum();
        }

        Assert.True(moved > 0);
    }

    /// <summary>Threads come to their pictures in another order every time; sums of floats must not notice. Small networks hardly would.</summary>
    [Theory]
    [InlineData("min-max")]
    [InlineData("auto")]
    public void Quantize_PublishedNetworkTwice_GivesTheSameFile(string observer)
    {
        FloatGraph graph = TfLiteFloat.Load(SharedFolder.Require("pretrained", "mobilenet_v1_0.25_128_quant.tflite"));
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 4, 24);
        var options = new QuantizerOptions { Observer = observer, Methods = QuantizationMethods.AdaptiveRounding };
        byte[] first = EmbWriter.Write(Quantizer.Quantize(graph, inputs, options).Graph);
        byte[] second = EmbWriter.Write(Quantizer.Quantize(graph, inputs, options).Graph);
        Assert.True(first.AsSpan().SequenceEqual(second));
    }
}
