// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class ArenaMapTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Of_RandomMobileNet_EveryOperatorFitsAndItsTensorsAreLive(int seed, bool isResidual)
    {
        QuantizedGraph graph = isResidual ? RandomGraph.MobileNetV2(seed, size: 32, blocks: 5) : RandomGraph.MobileNet(seed, size: 32, blocks: 5);
        Model model = EmbFile.Parse(EmbWriter.Write(graph)).Model;

        ArenaMap map = ArenaMap.Of(model);

        Assert.Equal(model.ArenaBytes, map.ArenaBytes);
        Assert.Equal(model.Operators.Length, map.UsedBytes.Count);
        Assert.InRange(map.UsedBytes.Max(), model.ArenaBytes / 2, model.ArenaBytes);
        Assert.Equal(map.UsedBytes.Max(), map.UsedBytes[map.PeakOperator]);
        for (int index = 0; index < model.Operators.Length; index++)
        {
            Operator op = model.Operators[index];
            ArenaRegion[] live = [.. map.Regions.Where(region => region.IsLiveAt(index))];
            foreach (Tensor read in op.Input2 == null ? [op.Input] : new[] { op.Input, op.Input2 })
            {
                Assert.Contains(live, region => region.Kind != ArenaRegionKind.Scratch && region.Offset == read.Offset && region.Bytes == read.Count);
            }

            Assert.Contains(live, region => region.Offset == op.Output.Offset && region.Bytes == op.Output.Count);
            Assert.Equal(op.ScratchBytes, live.Where(region => region.Kind == ArenaRegionKind.Scratch).Sum(region => region.Bytes));
        }
    }

    [Fact]
    public void UnsharedBytes_RandomMobileNet_IsTheSumOfAllTensors()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(4))).Model;

        Assert.Equal(model.Tensors.Sum(tensor => tensor.Count), ArenaMap.Of(model).UnsharedBytes);
    }
}
