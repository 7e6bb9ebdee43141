// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Planning;

public class MemoryPlannerTests
{
    [Fact]
    public void Plan_RandomGraph_NeverOverwritesWhatIsStillRead()
    {
        var modes = new int[5];
        int least = 0;
        for (int seed = 0; seed < 900; seed++)
        {
            QuantizedGraph graph = seed % 10 == 0 ? RandomGraph.MobileNetV2(seed, size: 8 + seed % 7, blocks: 2 + seed % 4) : RandomChain(seed);
            MemoryPlan plan = MemoryPlanner.Plan(graph);
            new ArenaPainter(graph, plan).Run();
            EmbWriter.Write(graph); // the reader's own check agrees
            Assert.True(plan.ArenaBytes >= MemoryPlanner.LeastBytes(graph));
            least += plan.ArenaBytes == MemoryPlanner.LeastBytes(graph) ? 1 : 0;
            foreach (OperatorPlan op in plan.Operators)
            {
                modes[op.InPlaceMode]++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"operators by mode: {string.Join(", ", modes)}; {least} of 900 arenas as small as one operator demands");
        Assert.True(modes[EmbFormat.InPlaceForward] >= 200 && modes[EmbFormat.InPlaceBackward] >= 200 && modes[EmbFormat.InPlaceElementwise] >= 200);
        Assert.True(least >= 800, $"only {least} arenas are as small as one operator demands");
    }

    [Fact]
    public void Run_PlanThatOverwritesALiveTensor_IsNoticedByThePainter()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(1);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        int[] offsets = (int[])plan.TensorOffsets.Clone();
        offsets[1] = offsets[0]; // the first convolution over its own input
        Assert.Throws<InvalidOperationException>(() => new ArenaPainter(graph, plan with { TensorOffsets = offsets }).Run());
    }

    [Theory]
    [InlineData(EmbFormat.InPlaceForward)]
    [InlineData(EmbFormat.InPlaceBackward)]
    public void Run_OutputOneRowNearerToItsInput_IsNoticedByThePainter(int mode)
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(12, 10, 4));
        builder.DepthwiseConv2D(3, 1, 1, Activation.None);
        QuantizedGraph graph = builder.Build([]);
        Paint(2);
        Assert.Throws<InvalidOperationException>(() => Paint(1));

        void Paint(int rows)
        {
            int[] offsets = mode == EmbFormat.InPlaceForward ? [rows * 40, 0] : [0, rows * 40];
            new ArenaPainter(graph, new MemoryPlan(14 * 40, offsets, [new OperatorPlan(mode, 0, 0)])).Run();
        }
    }

    [Theory]
    [InlineData(96, 1, 0.25, 48 * 48 * 16 + 48 * 16 / 2)] // person detection
    [InlineData(96, 3, 0.25, 48 * 48 * 16 + 48 * 16 / 2)]
    [InlineData(128, 3, 0.5, 64 * 64 * 32 + 64 * 32 / 2)]
    [InlineData(224, 3, 1.0, 112 * 112 * 64 + 112 * 64 / 2)]
    public void Plan_MobileNetV1_NeedsItsLargestTensorAndOneRow(int size, int channels, double width, int expected)
    {
        QuantizedGraph graph = RandomGraph.MobileNetV1(1, width, size, channels);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        new ArenaPainter(graph, plan).Run();
        TestContext.Current.TestOutputHelper?.WriteLine($"MobileNetV1 {width} at {size}x{size}x{channels}: arena of {plan.ArenaBytes:N0} bytes, at least {MemoryPlanner.LeastBytes(graph):N0}; modes {string.Join(" ", plan.Operators.Select(op => op.InPlaceMode))}");
        Assert.Equal(expected, plan.ArenaBytes);
    }

    [Theory]
    [InlineData(96, 0.35)]
    [InlineData(128, 0.5)]
    [InlineData(224, 1.0)]
    public void Plan_MobileNetV2_NeedsItsLargestTensorAndOneRow(int size, double width)
    {
        QuantizedGraph graph = RandomGraph.FullMobileNetV2(1, width, size);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        new ArenaPainter(graph, plan).Run();
        TestContext.Current.TestOutputHelper?.WriteLine($"MobileNetV2 {width} at {size}x{size}x3: arena of {plan.ArenaBytes:N0} bytes, at least {MemoryPlanner.LeastBytes(graph):N0}; modes {string.Join(" ", plan.Operators.Select(op => op.InPlaceMode))}");
        Assert.Equal(MemoryPlanner.LeastBytes(graph), plan.ArenaBytes);
    }

    [Theory]
    [InlineData(25, 5, 4)] // rows of 5 pixels: 4 rows of room
    [InlineData(10, 15, 2)]
    [InlineData(10, 16, 1)]
    [InlineData(2, 3, 2)] // no more than there are
    public void Plan_NarrowPointwiseConvolution_LeavesRoomForSixteenPixels(int height, int width, int rows)
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(height, width, 32));
        builder.Conv2D(32, Window.Point, Activation.None);
        Assert.Equal((height + rows) * width * 32, MemoryPlanner.Plan(builder.Build([])).ArenaBytes);
    }

    [Theory]
    [InlineData(24, 4)]
    [InlineData(96, 7)]
    [InlineData(97, 10)]
    [InlineData(128, 13)]
    public void Plan_InvertedResiduals_NeedsNoMoreThanTheOperatorThatNeedsMost(int size, int blocks)
    {
        QuantizedGraph graph = RandomGraph.MobileNetV2(1, size, blocks: blocks);
        EmbFile file = EmbFile.Parse(EmbWriter.Write(graph));
        Assert.All(file.Model.Operators, op => Assert.Equal(op.Kind == OperatorKind.Add, op.InPlaceMode == EmbFormat.InPlaceElementwise));
        int most = ArenaMap.Of(file.Model).UsedBytes.Max();
        Assert.InRange(file.Model.ArenaBytes, most, most + 16);
    }

    /// <summary>A chain of random operators, some of whose tensors are read again at the end.</summary>
    private static QuantizedGraph RandomChain(int seed)
    {
        var random = new Random(seed);
        var builder = new RandomGraphBuilder(seed, new TensorShape(random.Next(1, 20), random.Next(1, 20), random.Next(1, 6)));
        for (int count = random.Next(1, 8); count > 0; count--)
        {
            switch (random.Next(8))
            {
                case 0:
                    builder.Conv2D(random.Next(1, 9), RandomOperator.DrawWindow(random, builder.Shape), Activation.Relu);
                    break;
                case 1:
                    builder.Conv2D(random.Next(1, 9), Window.Point, Activation.Relu6);
                    break;
                case 2:
                    builder.AveragePool2D(RandomOperator.DrawWindow(random, builder.Shape));
                    break;
                case 3 when builder.Shape.Count < 200:
                    builder.Reshape();
                    break;
                case 4:
                    int[] same = builder.WithShapeOfLast();
                    builder.Add(same[random.Next(same.Length)], earlierFirst: random.Next(2) == 0);
                    break;
                case 5:
                    builder.Pad(random.Next(3), random.Next(3), random.Next(3), random.Next(3));
                    break;
                default:
                    builder.DepthwiseConv2D(RandomOperator.DrawWindow(random, builder.Shape), random.Next(4) == 0 ? 2 : 1, Activation.Relu6);
                    break;
            }
        }

        for (int sums = random.Next(3); sums > 0; sums--)
        {
            int[] same = builder.WithShapeOfLast();
            builder.Add(same[random.Next(same.Length)], earlierFirst: random.Next(2) == 0);
        }

        QuantizedGraph graph = builder.Build([]);
        for (int later = random.Next(3); later > 0; later--)
        {
            int read = random.Next(graph.Tensors.Length);
            graph = graph with
            {
                Tensors = [.. graph.Tensors, graph.Tensors[read]],
                Operators = [.. graph.Operators, new QuantizedOperator { Kind = OperatorKind.Reshape, Name = "later", Inputs = [read], Output = graph.Tensors.Length }],
            };
        }

        return graph;
    }
}
