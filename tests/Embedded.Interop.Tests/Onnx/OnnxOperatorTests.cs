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
    [InlineData(OperatorKind.Reshape, 0)]
    public void Run_OneOperator_IsWithinOneStep(OperatorKind kind, int bound)
    {
        var difference = new Difference();
        for (int seed = 0; seed < Cases; seed++)
        {
            QuantizedGraph graph = RandomOperator.Draw(kind, seed).Graph;
            var random = new Random(seed);
            var engine = new EngineNetwork(graph);
            using var onnx = new OnnxNetwork(graph);
            for (int frame = 0; frame < FramesPerCase; frame++)
            {
                sbyte[] input = Frames.Noise(random, graph.Tensors[0].Shape.Count);
                difference.Add(engine.Run(input), onnx.Run(input));
                Assert.True(difference.Largest <= bound, $"{kind}, seed {seed}: {difference}");
            }
        }

        output.WriteLine($"{kind}: {difference}");
    }
}
