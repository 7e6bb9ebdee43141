// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class ArenaMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_RandomMobileNet_EveryOperatorFitsAndItsTensorsAreLive(int seed)
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(seed, size: 32, blocks: 5))).Model;

        ArenaMap map = ArenaMap.Of(model);

        Assert.Equal(model.ArenaBytes, map.ArenaBytes);
        Assert.Equal(model.Operators.Length, map.UsedBytes.Count);
        Assert.InRange(map.UsedBytes.Max(), model.ArenaBytes / 2, model.ArenaBytes);
        Assert.Equal(map.UsedBytes.Max(), map.UsedBytes[map.PeakOperator]);
        for (int index = 0; index < model.Operators.Length; index++)
        {
            Operator op = model.Operators[index];
            ArenaRegion[] live = [.. map.Regions.Where(region => region.IsLiveAt(index))];
            Assert.Contains(live, region => region.Kind != ArenaRegionKind.Scratch && region.Offset == op.Input.Offset && region.Bytes == op.Input.Count);
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
