// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Interop.Tests.Onnx;

/// <summary>Networks of one operator: ONNX Runtime computes in float and rounds once, the engine in integers and rounds twice.</summary>
public sealed class OnnxOperatorTests(ITestOutputHelper output)
{
    private const int Cases = 200;
    private const int FramesPerCase = 4;

    [Theory]
    [InlineData(OperatorKind.Conv2D, 1)]
    [InlineData(OperatorKind.DepthwiseConv2D, 1)]
    [InlineData(OperatorKind.FullyConnected, 1)]
    [InlineData(OperatorKind.AveragePool2D, 1)]
    [InlineData(OperatorKind.Softmax, 1)]
    [InlineData(OperatorKind.Add, 1)]
    [InlineData(OperatorKind.Mean, 1)]
    [InlineData(OperatorKind.Reshape, 0)]
    [InlineData(OperatorKind.Pad, 0)]
    public void Run_OneOperator_IsWithinOneStep(OperatorKind kind, int bound)
    {
        var difference = new Difference();
        for (int seed = 0; seed < Cases; seed++)
        {
            QuantizedGraph graph = WithExactInputs(RandomOperator.Draw(kind, seed).Graph);
            var engine = new EngineNetwork(graph);
            using var onnx = new OnnxNetwork(graph);
            foreach (sbyte[] frame in Frames.Noise(graph, FramesPerCase))
            {
                difference.Add(engine.Run(frame), onnx.Run(frame));
                Assert.True(difference.Largest <= bound, $"{kind}, seed {seed}: {difference}");
            }
        }

        output.WriteLine($"{kind}: {difference}");
    }

    /// <summary>
    /// The convolution that makes a sum's second input becomes one with a weight of 1 and an effective scale of 1, which both
    /// runtimes compute exactly: all difference is the sum's.
    /// </summary>
    private static QuantizedGraph WithExactInputs(QuantizedGraph graph) => graph.Operators is not [var first, var sum]
        ? graph
        : graph with
        {
            Operators =
            [
                first with
                {
                    Weights = [.. Enumerable.Repeat((sbyte)1, first.Weights.Length)],
                    Bias = new int[first.Bias.Length],
                    WeightScales = [graph.Tensors[first.Output].Scale / graph.Tensors[first.Inputs[0]].Scale],
                },
                sum,
            ],
        };
}
