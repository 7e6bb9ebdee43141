// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Testing;

namespace Embedded.Interop.Tests.Onnx;

/// <summary>
/// Whole networks on ONNX Runtime. Fed with the engine's own tensors, every operator is within one step. Run through, a value that one
/// operator rounds differently moves on through all that follow, so the final outputs are compared within a stated bound only.
/// </summary>
public sealed class OnnxNetworkTests(ITestOutputHelper output)
{
    /// <summary>Steps between final outputs; of a probability, a tenth. Twice of what was ever seen.</summary>
    private const int FinalBound = 26;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_RandomMobileNet_IsNear(int seed) => Compare(RandomGraph.MobileNet(seed), 100, Frames.Noise);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_RandomMobileNetV2_IsNear(int seed) => Compare(RandomGraph.MobileNetV2(seed), 100, Frames.Noise);

    [Theory]
    [InlineData("flowers-scratch", 50)]
    [InlineData("person_detect", 50)]
    [InlineData("keyword_spotting", 50)]
    [InlineData("mobilenet_v2", 1)]
    public void Run_Network_IsNear(string name, int frames) => Compare(Networks.Get(name), frames, Frames.Noise);

    [Fact]
    public void Run_FlowersOnDrawnFlowers_IsNear() => Compare(Networks.Get("flowers-scratch"), 50, Frames.Flowers);

    [Fact]
    public void Run_PersonDetectionOnGreyPictures_IsNear()
    {
        QuantizedGraph graph = Networks.Get("person_detect");
        string folder = SharedFolder.Require("golden", "person_detect");
        string[] expected = [.. File.ReadLines(Path.Combine(folder, "outputs.tsv")).Skip(1).Select(line => line[(line.IndexOf('\t') + 1)..])];
        var engine = new EngineNetwork(graph);

        Assert.Equal(expected, Frames.GreyPictures(graph, folder).Select(frame => string.Join('\t', engine.Run(frame))));
        Compare(graph, 9, (network, _) => Frames.GreyPictures(network, folder));
    }

    [Theory]
    [InlineData("flowers-scratch", 10)]
    [InlineData("person_detect", 10)]
    [InlineData("keyword_spotting", 10)]
    [InlineData("mobilenet_v2", 1)]
    public void Run_EveryOperatorAlone_IsWithinOneStep(string name, int frames)
    {
        QuantizedGraph graph = Networks.Get(name);
        var engine = new EngineNetwork(graph);
        var difference = new Difference();
        List<sbyte[][]> runs = [];
        foreach (sbyte[] frame in Frames.Noise(graph, frames))
        {
            engine.Run(frame);
            runs.Add([.. engine.Tensors]);
        }

        foreach (QuantizedOperator op in graph.Operators.Where(op => op.Inputs.Length == 1)) // a model has one input, a sum two
        {
            using var onnx = new OnnxNetwork(Alone(graph, op));
            runs.ForEach(tensors => difference.Add(tensors[op.Output], onnx.Run(tensors[op.Inputs[0]])));
            Assert.True(difference.Largest <= 1, $"{op.Name}: {difference}");
        }

        output.WriteLine($"{name}: {difference}");
    }

    private static QuantizedGraph Alone(QuantizedGraph graph, QuantizedOperator op) => new()
    {
        Tensors = [graph.Tensors[op.Inputs[0]], graph.Tensors[op.Output]],
        Operators = [op with { Inputs = [0], Output = 1 }],
        Labels = [],
    };

    private void Compare(QuantizedGraph graph, int frames, Func<QuantizedGraph, int, IEnumerable<sbyte[]>> draw)
    {
        var difference = new Difference();
        var optimized = new Difference();
        int sameClass = 0;
        var engine = new EngineNetwork(graph);
        using var onnx = new OnnxNetwork(graph);
        using var fast = new OnnxNetwork(graph, optimize: true);
        foreach (sbyte[] frame in draw(graph, frames))
        {
            sbyte[] ours = engine.Run(frame);
            sbyte[] theirs = onnx.Run(frame);
            difference.Add(ours, theirs);
            optimized.Add(ours, fast.Run(frame));
            sameClass += Array.IndexOf(ours, ours.Max()) == Array.IndexOf(theirs, theirs.Max()) ? 1 : 0;
        }

        output.WriteLine($"as written: {difference}");
        output.WriteLine($"optimized by the runtime: {optimized}");
        output.WriteLine($"same class in {sameClass} of {frames} frames");
        Assert.True(difference.Largest <= FinalBound, difference.ToString());
    }
}
