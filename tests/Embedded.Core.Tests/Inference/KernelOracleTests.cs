// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Testing.Oracle;

namespace Embedded.Core.Tests.Inference;

/// <summary>The kernels, as shipped (writer, reader, planner, interpreter), against the definitions on exact numbers: equal to the last bit.</summary>
public class KernelOracleTests
{
    [Theory]
    [InlineData(OperatorKind.Conv2D, 1500)]
    [InlineData(OperatorKind.DepthwiseConv2D, 2000)]
    [InlineData(OperatorKind.FullyConnected, 500)]
    [InlineData(OperatorKind.AveragePool2D, 1000)]
    [InlineData(OperatorKind.Softmax, 500)]
    [InlineData(OperatorKind.Reshape, 50)]
    [InlineData(OperatorKind.Add, 1500)]
    [InlineData(OperatorKind.Mean, 1000)]
    [InlineData(OperatorKind.Pad, 200)]
    public void Run_RandomOperator_EqualsOracle(OperatorKind kind, int cases)
    {
        long values = 0;
        long clamped = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            RandomOperator drawn = RandomOperator.Draw(kind, seed);
            RecordedRun run = RecordedRun.Of(drawn.Model, drawn.Input);
            sbyte[] actual = run.Outputs[^1];
            sbyte[] expected = OperatorOracle.RunAll(drawn.Graph, drawn.Model, drawn.Input, run)[^1];
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"{kind} seed {seed} differs from the oracle");
            Operator op = drawn.Model.Operators[^1];
            values += actual.Length;
            clamped += actual.Count(value => value == op.ActivationMin || value == op.ActivationMax);
        }

        Assert.True(clamped < 0.6 * values, $"{clamped} of {values} values are only a clamp: they prove little");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_RandomNetwork_EveryOperatorEqualsOracle(int seed)
    {
        QuantizedGraph graph = RandomGraph.MobileNet(seed, size: 16 + seed, channels: seed % 2 == 0 ? 1 : 3, blocks: 4);
        Model model = ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph)));
        sbyte[] input = RandomBytes.Draw(seed, model.Input.Count);
        RecordedRun run = RecordedRun.Of(model, input);
        Assert.Equal(OperatorOracle.RunAll(graph, model, input, run), run.Outputs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_RandomResidualNetwork_EveryOperatorEqualsOracle(int seed)
    {
        QuantizedGraph graph = RandomGraph.MobileNetV2(seed, size: 16 + seed, channels: seed % 2 == 0 ? 1 : 3);
        Model model = ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph)));
        Assert.Equal(2, model.Operators.Count(op => op.InPlaceMode == EmbFormat.InPlaceElementwise));
        sbyte[] input = RandomBytes.Draw(seed, model.Input.Count);
        RecordedRun run = RecordedRun.Of(model, input);
        Assert.Equal(OperatorOracle.RunAll(graph, model, input, run), run.Outputs);
    }
}
