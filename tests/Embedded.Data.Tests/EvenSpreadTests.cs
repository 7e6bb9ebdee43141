// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

public class EvenSpreadTests
{
    [Fact]
    public void Indices_FewOfMany_ReachEveryPart()
    {
        Assert.Equal([0, 2, 5, 7], EvenSpread.Indices(10, 4));
        Assert.Equal([0, 8, 16, 24, 32], EvenSpread.Indices(40, 5));
    }

    [Fact]
    public void Indices_MoreThanThereAre_TakeAllOnce() => Assert.Equal([0, 1, 2], EvenSpread.Indices(3, 7));

    [Fact]
    public void Indices_None_AreNone() => Assert.Empty(EvenSpread.Indices(0, 5));
}
