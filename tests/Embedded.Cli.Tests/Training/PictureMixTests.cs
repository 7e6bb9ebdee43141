// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

public class PictureMixTests
{
    [Fact]
    public void Pictures_Cut_PastesTheRectangleAndCountsItsPixels()
    {
        using var scope = NewDisposeScope();
        Tensor input = cat([zeros(1, 1, 8, 10), ones(1, 1, 8, 10)]);

        (Tensor mixed, PictureMix exact) = new PictureMix(0.5, (0.25, 0.5, 0.5, 0.4)).Pictures(input);

        float[] first = mixed[0].flatten().data<float>().ToArray();
        for (int index = 0; index < first.Length; index++)
        {
            bool isInside = index / 10 is >= 2 and < 6 && index % 10 is >= 5 and < 9;
            Assert.Equal(isInside ? 1 : 0, first[index]);
        }

        Assert.Equal(1 - (16.0 / 80), exact.Share);
        Assert.Equal(80 - 16, mixed[1].sum().item<float>());
    }

    [Fact]
    public void Pictures_Blend_AreTheWeightedSum()
    {
        using var scope = NewDisposeScope();
        (Tensor mixed, PictureMix exact) = new PictureMix(0.75).Pictures(tensor(new float[] { 4, 8 }, [2, 1, 1, 1]));

        Assert.Equal([5f, 7f], mixed.flatten().data<float>().ToArray());
        Assert.Equal(0.75, exact.Share);
    }

    [Fact]
    public void Draw_Shares_FollowTheRecipe()
    {
        TrainingRecipe recipe = TrainerTests.Recipe() with { Mixup = 0.2, CutMix = 0.5 };
        PictureMix[] drawn = [.. Enumerable.Range(0, 1000).Select(index => PictureMix.Draw(recipe, new DataView(1, 1), index)!)];

        Assert.InRange(drawn.Count(mix => mix.Cut is not null), 450, 550); // three standard deviations of 1,000 draws
        Assert.InRange(drawn.Where(mix => mix.Cut is not null).Average(mix => mix.Share), 0.44, 0.56); // uniform from 0 to 1
        Assert.Null(PictureMix.Draw(recipe with { Mixup = 0, CutMix = 0 }, new DataView(1, 1), 0));
        Assert.Equal(PictureMix.Draw(recipe, new DataView(1, 3), 4), PictureMix.Draw(recipe, new DataView(1, 3), 4));
    }
}
