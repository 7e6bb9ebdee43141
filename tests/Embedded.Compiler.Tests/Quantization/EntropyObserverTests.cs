// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

public class EntropyObserverTests
{
    [Fact]
    public void Range_EvenlySpreadValues_KeepsAll()
    {
        (float minimum, float maximum) = new EntropyObserver().Range(Statistics([.. Enumerable.Range(0, 200_000).Select(index => index / 200_000f)]));
        Assert.Equal(0, minimum);
        Assert.InRange(maximum, 0.97f, 1f);
    }

    [Fact]
    public void Range_BellWithOneOutlier_CutsTheOutlier()
    {
        var random = new Random(1);
        float[] values = [40, .. Enumerable.Range(0, 200_000).Select(_ => (float)Math.Abs(Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))];
        (_, float maximum) = new EntropyObserver().Range(Statistics(values));
        Assert.InRange(maximum, 3f, 30f);
    }

    [Fact]
    public void Range_Nothing_IsZero() => Assert.Equal((0f, 0f), new EntropyObserver().Range(Statistics([0, 0])));

    private static TensorStatistics Statistics(float[] values)
    {
        var statistics = new TensorStatistics();
        var histogram = new long[TensorStatistics.Bins];
        statistics.AddRange(values);
        statistics.Count(values, histogram);
        statistics.MergeCounts(histogram);
        return statistics;
    }
}
