// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

/// <summary>A plan may be anything: what the reader accepts must compute the right bytes.</summary>
public class ArenaCheckTests
{
    [Theory]
    [InlineData(OperatorKind.Conv2D, 100)]
    [InlineData(OperatorKind.DepthwiseConv2D, 100)]
    [InlineData(OperatorKind.AveragePool2D, 100)]
    [InlineData(OperatorKind.Pad, 20)]
    public void Read_RandomPlanOfOneOperator_IsRefusedOrRight(OperatorKind kind, int enough)
    {
        int accepted = 0;
        int overlapping = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            RandomOperator drawn = RandomOperator.Draw(kind, seed);
            sbyte[] input = RandomBytes.Draw(seed, drawn.Model.Input.Count);
            byte[] file = EmbWriter.Write(drawn.Graph);
            sbyte[] expected = RecordedRun.Of(ModelReader.Read(new SegmentedModel(file)), input).Outputs[0];
            var random = new Random(seed);
            for (int attempt = 0; attempt < 30; attempt++)
            {
                if (TryRead(RandomOperatorPlan(random, file, drawn.Graph), out Model? model))
                {
                    Assert.True(expected.AsSpan().SequenceEqual(RecordedRun.Of(model!, input).Outputs[0]), $"seed {seed} attempt {attempt}");
                    accepted++;
                    overlapping += model!.Input.Offset < model.Output.End && model.Output.Offset < model.Input.End ? 1 : 0;
                }
            }
        }

        Assert.True(accepted >= 500 && overlapping >= enough, $"too few plans to prove anything: {accepted} accepted, {overlapping} overlapping");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_RandomPlanOfANetwork_IsRefusedOrRight(bool isResidual)
    {
        int accepted = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            QuantizedGraph graph = isResidual
                ? RandomGraph.MobileNetV2(seed, size: 8, channels: 1, blocks: 2)
                : RandomGraph.MobileNet(seed, size: 9, channels: 1, blocks: 1);
            byte[] file = EmbWriter.Write(graph);
            Model planned = ModelReader.Read(new SegmentedModel(file));
            sbyte[] input = RandomBytes.Draw(seed, planned.Input.Count);
            RecordedRun expected = RecordedRun.Of(planned, input);
            var random = new Random(seed);
            for (int attempt = 0; attempt < 200; attempt++)
            {
                if (TryRead(RandomNetworkPlan(random, file, graph, planned), out Model? model))
                {
                    Assert.Equal(expected.Outputs, RecordedRun.Of(model!, input).Outputs);
                    accepted++;
                }
            }
        }

        Assert.True(accepted >= 200, $"too few plans to prove anything: {accepted} accepted");
    }

    private static byte[] RandomOperatorPlan(Random random, byte[] file, QuantizedGraph graph)
    {
        int inputBytes = graph.Tensors[0].Shape.Count;
        int outputBytes = graph.Tensors[1].Shape.Count;
        int mode = random.Next(4) == 0 ? EmbFormat.NotInPlace : random.Next(EmbFormat.InPlaceRows, EmbFormat.InPlaceBackward + 1);
        int scratchBytes = mode == EmbFormat.InPlaceRows ? graph.Operators[0].Window.FilterHeight * graph.Tensors[0].Shape.Width * graph.Tensors[0].Shape.Channels : 0;
        int arenaBytes = inputBytes + outputBytes + 2 * scratchBytes;
        var patch = new EmbPatch(file);
        patch.SetInt32(16, arenaBytes);
        patch.SetInt32(patch.Tensor(0, 8), random.Next(arenaBytes - inputBytes + 1));
        patch.SetInt32(patch.Tensor(1, 8), random.Next(arenaBytes - outputBytes + 1));
        patch.SetByte(patch.Operator(0, 1), mode);
        patch.SetInt32(patch.Operator(0, 28), random.Next(arenaBytes - scratchBytes + 1));
        patch.SetInt32(patch.Operator(0, 32), Math.Max(0, scratchBytes - random.Next(10) / 9));
        return patch.Seal();
    }

    private static byte[] RandomNetworkPlan(Random random, byte[] file, QuantizedGraph graph, Model planned)
    {
        int arenaBytes = planned.ArenaBytes * random.Next(1, 6);
        var patch = new EmbPatch(file);
        patch.SetInt32(16, arenaBytes);
        for (int tensor = 0; tensor < graph.Tensors.Length; tensor++)
        {
            if (random.Next(3) == 0)
            {
                patch.SetInt32(patch.Tensor(tensor, 8), random.Next(arenaBytes - graph.Tensors[tensor].Shape.Count + 1));
            }
        }

        return patch.Seal();
    }

    private static bool TryRead(byte[] file, out Model? model)
    {
        try
        {
            model = ModelReader.Read(new SegmentedModel(file));
            return true;
        }
        catch (ModelFormatException)
        {
            model = null;
            return false;
        }
    }
}
