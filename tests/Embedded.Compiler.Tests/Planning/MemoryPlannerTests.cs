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
        int inPlace = 0;
        int sums = 0;
        for (int seed = 0; seed < 900; seed++)
        {
            QuantizedGraph graph = seed % 10 == 0 ? RandomGraph.MobileNetV2(seed, size: 8 + seed % 7, blocks: 2 + seed % 4) : RandomChain(seed);
            MemoryPlan plan = MemoryPlanner.Plan(graph);
            new ArenaPainter(graph, plan).Run();
            EmbWriter.Write(graph); // the reader's own check agrees
            inPlace += plan.Operators.Count(op => op.InPlaceMode == EmbFormat.InPlaceRows);
            sums += plan.Operators.Count(op => op.InPlaceMode == EmbFormat.InPlaceElementwise);
        }

        Assert.True(inPlace >= 200 && sums >= 200, $"only {inPlace} convolutions and {sums} sums in place: too few to prove anything");
    }

    [Fact]
    public void Run_PlanThatOverwritesALiveTensor_IsNoticedByThePainter()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(1);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        int[] offsets = (int[])plan.TensorOffsets.Clone();
        offsets[1] = offsets[0]; // the first convolution over its own input
        Assert.Throws<InvalidOperationException>(() => new ArenaPainter(graph, plan with { TensorOffsets = offsets }).Run());
        OperatorPlan[] operators = (OperatorPlan[])plan.Operators.Clone();
        int index = Array.FindIndex(operators, op => op.InPlaceMode == EmbFormat.InPlaceRows);
        operators[index] = operators[index] with { ScratchOffset = plan.TensorOffsets[graph.Operators[index].Inputs[0]] };
        Assert.Throws<InvalidOperationException>(() => new ArenaPainter(graph, plan with { Operators = operators }).Run());
    }

    [Fact]
    public void Plan_MobileNet_RunsEveryLargeDepthwiseConvolutionInPlace()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(1, size: 48, blocks: 3);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            QuantizedOperator op = graph.Operators[index];
            bool isDepthwise = op.Kind == OperatorKind.DepthwiseConv2D;
            Assert.Equal(isDepthwise ? EmbFormat.InPlaceRows : EmbFormat.NotInPlace, plan.Operators[index].InPlaceMode);
            if (isDepthwise)
            {
                Assert.Equal(plan.TensorOffsets[op.Inputs[0]], plan.TensorOffsets[op.Output]);
                TensorShape input = graph.Tensors[op.Inputs[0]].Shape;
                Assert.Equal(3 * input.Width * input.Channels, plan.Operators[index].ScratchBytes);
            }
        }
    }

    [Fact]
    public void Plan_OutputRowsLongerThanInputRows_IsNotInPlaceWhereTheyWouldOvertake()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(8, 4, 2));
        builder.DepthwiseConv2D(new Window(1, 3, 2, 1, 0, 2, 0, 2), 1, Activation.None); // rows of 4 become rows of 6
        Assert.Equal(EmbFormat.NotInPlace, MemoryPlanner.Plan(builder.Build([])).Operators[0].InPlaceMode);
    }

    [Fact]
    public void Plan_MobileNetV1At96_NeedsTheTwoTensorsAroundTheSecondPointwiseConvolution()
    {
        QuantizedGraph graph = RandomGraph.MobileNetV1(1, width: 0.25, size: 96);
        MemoryPlan plan = MemoryPlanner.Plan(graph);
        TestContext.Current.TestOutputHelper?.WriteLine($"MobileNetV1 0.25 at 96x96x3: arena of {plan.ArenaBytes:N0} bytes");
        Assert.Equal(48 * 48 * 8 + 48 * 48 * 16, plan.ArenaBytes);
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
