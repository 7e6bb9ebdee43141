// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

public class ChannelStatisticsTests
{
    [Fact]
    public void Add_TwoPictures_HasRangesSharesAndTheDeadChannel()
    {
        var statistics = new ChannelStatistics(3, bottom: 0, top: 6);
        statistics.Add([0, 2, 6, 1, 2, 6]);
        statistics.Add([-1, 2, 5, 3, 2, 7]);
        Assert.Equal(4, statistics.Count);
        Assert.Equal([-1f, 2f, 5f], statistics.Minimum);
        Assert.Equal([3f, 2f, 7f], statistics.Maximum);
        Assert.Equal(4f, statistics.Range(0));
        Assert.Equal(0.5, statistics.BottomShare(0));
        Assert.Equal(0.75, statistics.TopShare(2));
        Assert.Equal(0, statistics.TopShare(0));
        Assert.Equal([1], statistics.Dead());
    }

    [Fact]
    public void Merge_Halves_IsTheWhole()
    {
        var whole = new ChannelStatistics(2, 0, 1);
        var half = new ChannelStatistics(2, 0, 1);
        var other = new ChannelStatistics(2, 0, 1);
        foreach ((float[] values, ChannelStatistics own) in new[] { (new[] { 0f, 2f, 1f, 3f }, half), (new[] { -1f, 2f }, other) })
        {
            whole.Add(values);
            own.Add(values);
        }

        half.Merge(other);
        Assert.Equal(whole.Minimum, half.Minimum);
        Assert.Equal(whole.Maximum, half.Maximum);
        Assert.Equal(whole.Count, half.Count);
        Assert.Equal(whole.BottomShare(0), half.BottomShare(0));
        Assert.Equal(whole.TopShare(1), half.TopShare(1));
    }

    [Fact]
    public void Dead_ChannelThatOnlyRoundingMoves_IsDead()
    {
        var statistics = new ChannelStatistics(2);
        statistics.Add([0, 1, 10, 1 + 1e-6f]);
        Assert.Equal([1], statistics.Dead());
    }

    [Fact]
    public void Dead_OneValueAChannel_SaysNothing()
    {
        var statistics = new ChannelStatistics(2);
        Assert.Empty(statistics.Dead());
        statistics.Add([1, 2]);
        Assert.Empty(statistics.Dead());
    }
}
