// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Boards.Tests.Capturing;

public class FrameFilterTests
{
    [Theory]
    [InlineData(7, FrameJudgement.Black)]
    [InlineData(8, FrameJudgement.Kept)]
    public void Judge_EvenGrey_IsBlackBelowTheMean(byte grey, FrameJudgement expected)
    {
        var filter = new FrameFilter(2);

        Assert.Equal(expected, filter.Judge(Grey(grey)));
        Assert.Equal(grey, filter.Mean, 1e-9);
    }

    [Theory]
    [InlineData(101, 2, FrameJudgement.Similar)]
    [InlineData(102, 2, FrameJudgement.Kept)]
    [InlineData(101, 0, FrameJudgement.Kept)]
    [InlineData(100, 0, FrameJudgement.Same)]
    [InlineData(100, 2, FrameJudgement.Same)]
    public void Judge_SecondFrame_IsComparedWithTheKeptOne(byte grey, double similar, FrameJudgement expected)
    {
        var filter = new FrameFilter(similar);
        Assert.Equal(FrameJudgement.Kept, filter.Judge(Grey(100)));
        Assert.Equal(255, filter.Difference, 1e-9);

        Assert.Equal(expected, filter.Judge(Grey(grey)));
        Assert.Equal(grey - 100, filter.Difference, 1e-9);
    }

    [Fact]
    public void Judge_SlowChange_IsMeasuredFromTheLastKeptFrame()
    {
        var filter = new FrameFilter(4);

        Assert.Equal(
            [FrameJudgement.Kept, FrameJudgement.Similar, FrameJudgement.Similar, FrameJudgement.Similar, FrameJudgement.Kept, FrameJudgement.Same],
            new byte[] { 100, 101, 102, 103, 104, 100 }.Select(grey => filter.Judge(Grey(grey))));
    }

    [Fact]
    public void Judge_NoiseOfSinglePixels_IsSimilar()
    {
        var random = new Random(3);
        var filter = new FrameFilter(FrameFilter.DefaultSimilar);
        filter.Judge(Grey(100));

        Assert.Equal(FrameJudgement.Similar, filter.Judge(new Frame([.. Enumerable.Range(0, 96 * 96).Select(_ => (byte)(100 + random.Next(-9, 10)))], 96, 96, PixelFormat.Gray8)));
    }

    private static Frame Grey(byte value) => new([.. Enumerable.Repeat(value, 96 * 96)], 96, 96, PixelFormat.Gray8);
}
